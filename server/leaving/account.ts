import { listMandates, listMemberships, listOwnMessages, listPosts } from '#db/queries/leaving.ts'
import { listOwnContacts } from '#db/queries/contacts.ts'
import { listAdultMessagesOf } from '#db/queries/conversations.ts'
import { listSearchesOf } from '#db/queries/searches.ts'
import { listOffersOf } from '#db/queries/offers.ts'
import { findCredentials } from '#db/queries/credentials.ts'
import { listOwnJournal, listTakenRows } from '#db/queries/own-rows.ts'
import { findProfile } from '#db/queries/profiles.ts'
import { findSchool } from '#db/queries/schools.ts'
import { findUser, listProjectIdsOf } from '#db/queries/users.ts'
import { proveOwnPassword } from '../auth/auth.ts'
import { endAllSessions } from '../auth/sessions.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { anonymise } from './anonymise.ts'
import { handOversOf, lockLeaving } from './hand-over.ts'

/* One's own account, of staff: what of it one takes along, and how one goes. */

function requireStaff(ctx: Ctx) {
  const user = requireUser(ctx)
  if (user.kind !== 'staff') throw new AppError('forbidden')
  return user
}

/** What another must look after before one can go. */
export async function showAccount(ctx: Ctx) {
  const { id } = requireStaff(ctx)
  return { handOver: await handOversOf(ctx.db, id, ctx.now()) }
}

/** More than anybody writes in years; a file must end somewhere, and says so. */
const mostMessages = 20_000

/** All that is theirs, to be read by people and programmes. */
export async function exportAccount(ctx: Ctx) {
  const { id, schoolId } = requireStaff(ctx)
  const { db } = ctx
  const user = await findUser(db, id)
  if (!user) throw notFound()
  const messages = await listOwnMessages(db, id, mostMessages + 1)
  const letters = await listAdultMessagesOf(db, id, mostMessages + 1)
  const journal = await listOwnJournal(db, id, mostMessages + 1)
  const rows = await listTakenRows(db, id, mostMessages + 1)
  const all = [messages, letters, journal, ...Object.values(rows)]
  const { displayName, locale, theme, shape, lastSeenOn, createdAt } = user
  return {
    madeAt: ctx.now().toISOString(),
    account: {
      ...{ id, displayName, locale, theme, shape, lastSeenOn, createdAt: createdAt.toISOString() },
      email: (await findCredentials(db, id))?.email ?? null,
      school: (await findSchool(db, schoolId))?.name ?? null,
    },
    profile: await findProfile(db, id),
    posts: await listPosts(db, id),
    mandates: await listMandates(db, id),
    projects: await listMemberships(db, id),
    offers: await listOffersOf(db, id),
    searches: await listSearchesOf(db, id),
    contacts: await listOwnContacts(db, id, mostMessages),
    messages: messages.slice(0, mostMessages),
    messagesToContacts: letters.slice(0, mostMessages),
    journal: journal.slice(0, mostMessages),
    /** By table: what they made, answered, chose and set. */
    rows: Object.fromEntries(Object.entries(rows).map(([table, own]) => [table, own.slice(0, mostMessages)])),
    isWhole: all.every(({ length }) => length <= mostMessages),
  }
}

/** Goes for good. Who alone looks after something hands it over first. */
export async function deleteAccount(ctx: Ctx, { password }: { password: string }): Promise<void> {
  const user = requireStaff(ctx)
  await proveOwnPassword(ctx, user.id, password)
  const projectIds = await listProjectIdsOf(ctx.db, user.id)
  await ctx.db.transaction(async (tx) => {
    if ((await lockLeaving(tx, user))?.anonymisedAt !== null) throw notFound()
    const { projects, schools, offices } = await handOversOf(tx, user.id, ctx.now())
    if (projects.length + schools.length + offices.length > 0) throw new AppError('conflict', 'account_hand_over')
    await anonymise(ctx, tx, user, { by: 'themselves' })
  })
  await endAllSessions(ctx, user.id)
  for (const projectId of projectIds) ctx.rooms.notice({ projectId }, { topic: 'people', userId: user.id })
}
