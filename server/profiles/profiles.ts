import { insertAudit } from '#db/queries/audit.ts'
import { lockDirectory } from '#db/queries/directory-entries.ts'
import { listOffersOf } from '#db/queries/offers.ts'
import { findProfile, listProjectsDone, type ProfileRow, upsertProfile } from '#db/queries/profiles.ts'
import { languageLevels } from '#db/schema/values.ts'
import { requireNetwork, requireOwnProfile, requireStillHere } from '../access/directory.ts'
import { readerOf } from '../access/contact-rules.ts'
import type { Ctx } from '../kit/context.ts'
import { renewAtOnce } from '../directory/keep.ts'
import type { ProfileDraft } from './input.ts'

const mostShownDone = 50

/** Nothing of oneself until one says so. */
const blank = {
  subjects: [],
  ageFrom: null,
  ageTo: null,
  languages: [],
  interests: '',
  about: '',
  visible: {
    name: 'all',
    subjects: 'all',
    ages: 'all',
    languages: 'all',
    interests: 'all',
    about: 'all',
    awards: 'all',
  },
  isListed: false,
} as const

type Held = Omit<ProfileRow, 'userId' | 'changedAt'>

const viewProfile = ({ subjects, ageFrom, ageTo, languages, interests, about, visible, isListed }: Held) => ({
  subjects,
  ages: ageFrom === null || ageTo === null ? null : { from: ageFrom, to: ageTo },
  languages: languages.map(({ code, level }) => ({ code, level: languageLevels[level - 1] ?? 'A1' })),
  interests,
  about,
  visible: { ...visible, awards: readerOf(visible, 'awards') },
  isListed,
})

/** One's own profile, with what one has done by what the projects say. */
export async function showProfile(ctx: Ctx) {
  const user = await requireOwnProfile(ctx)
  const [row, done] = [await findProfile(ctx.db, user.id), await listProjectsDone(ctx.db, user.id, mostShownDone)]
  const held: Held = row ?? { ...blank, subjects: [], languages: [] }
  return {
    profile: viewProfile(held),
    done: done.map(({ openedAt, ...project }) => ({ ...project, year: openedAt?.getUTCFullYear() ?? null })),
  }
}

/** Says what one is found by. What is hidden is out of the directory when this is answered. */
export async function saveProfile(ctx: Ctx, { ages, languages, ...draft }: ProfileDraft) {
  const user = await (draft.isListed ? requireNetwork(ctx) : requireOwnProfile(ctx))
  const row: ProfileRow = {
    ...draft,
    userId: user.id,
    ageFrom: ages?.from ?? null,
    ageTo: ages?.to ?? null,
    languages: languages.map(({ code, level }) => ({ code, level: languageLevels.indexOf(level) + 1 })),
    changedAt: ctx.now(),
  }
  await ctx.db.transaction(async (tx) => {
    await lockDirectory(tx)
    await requireStillHere(tx, user.id)
    const before = await findProfile(tx, user.id)
    await upsertProfile(tx, row)
    await renewAtOnce(tx, 'people', [user.id], ctx.now())
    const offers = await listOffersOf(tx, user.id)
    await renewAtOnce(
      tx,
      'offers',
      offers.map(({ id }) => id),
      ctx.now(),
    )
    if ((before?.isListed ?? false) === row.isListed) return
    const line = { at: ctx.now(), actorId: user.id, schoolId: user.schoolId, targetId: user.id }
    await insertAudit(tx, { ...line, action: row.isListed ? 'profile.listed' : 'profile.unlisted' })
  })
  return showProfile(ctx)
}
