import type { DbOrTx } from '#db/client.ts'
import {
  type ContactPerson,
  findContact,
  hasContacts,
  listContactPeople,
  listContactsAmong,
} from '#db/queries/contacts.ts'
import { type ConversationRow, findConversation, listConversationsWith } from '#db/queries/conversations.ts'
import { listPeopleFacts } from '#db/queries/directory-facts.ts'
import { listOpenOffersOf } from '#db/queries/offers.ts'
import { findProfile } from '#db/queries/profiles.ts'
import type { ProfileVisible } from '#db/schema/profiles.ts'
import type { ProfileField } from '#db/schema/values.ts'
import type { Ctx, Deps, SessionUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { hasMet, readerOf, readsField, type Standing, standingOf } from './contact-rules.ts'
import { hasNetwork, requireNetwork, requireStaff } from './directory.ts'

/*
 * Who of the programme may know of whom: whoever is in the directory by name, and whoever asked or wrote to me. Anybody else,
 * and every pupil, is not there.
 */

/** What somebody of this standing reads of another's profile; what they do not is not in it. */
export function readablePerson(person: ContactPerson, standing: Standing) {
  const { school, region } = person
  // Of who offers a class and is not in the directory a name is told, and nothing of what their profile says.
  const profile = person.profile?.isListed === true || standing === 'contact' ? person.profile : null
  const reads = (field: ProfileField) => readsField(readerOf(profile?.visible, field), standing, field)
  return {
    id: person.id,
    name: readsField(person.profile?.visible.name ?? 'all', standing, 'name') ? person.displayName : null,
    school: { ...school, region },
    subjects: profile && reads('subjects') ? profile.subjects : [],
    ages:
      profile && profile.ageFrom !== null && profile.ageTo !== null && reads('ages')
        ? { from: profile.ageFrom, to: profile.ageTo }
        : null,
    languages: profile && reads('languages') ? profile.languages : [],
    interests: profile && reads('interests') ? profile.interests : '',
    about: profile && reads('about') ? profile.about : '',
  }
}

/** Whether they read which awards somebody has: never of whom they do not read the name. */
export function readsAwards(person: ContactPerson, standing: Standing): boolean {
  const { profile } = person
  const isRead = profile !== null && (profile.isListed || standing === 'contact')
  return (
    isRead &&
    (['name', 'awards'] as const).every((field) => readsField(readerOf(profile.visible, field), standing, field))
  )
}

/** Of these readers those to whom somebody's name is told: where it is hidden, nothing that they do tells it either. */
export async function listNamedTo(db: DbOrTx, personId: string, readerIds: string[]): Promise<Set<string>> {
  const [person] = await listContactPeople(db, [personId])
  if (!person) return new Set()
  const rows = await listContactsAmong(db, personId, readerIds)
  const of = (userId: string, otherId: string) =>
    rows.find((row) => row.userId === userId && row.otherId === otherId) ?? null
  const reads = (id: string) => readablePerson(person, standingOf(of(id, personId), of(personId, id))).name !== null
  return new Set(readerIds.filter(reads))
}

/** Whether everybody of the programme reads it. */
export const isNameForAll = async (db: DbOrTx, personId: string): Promise<boolean> =>
  ((await findProfile(db, personId))?.visible.name ?? 'all') === 'all'

const isNameShown = (visible: ProfileVisible | null) => readsField(visible?.name ?? 'all', 'none', 'name')

/**
 * In the directory by name, with a profile or a class on offer. Who hides it is met there without their id: who has the id from
 * a project is not to learn whose entry it is, nor that there is one.
 */
async function isFound(db: DbOrTx, userId: string): Promise<boolean> {
  const [listed] = await listPeopleFacts(db, [userId])
  if (listed && isNameShown(listed.profile.visible)) return true
  const [offered] = await listOpenOffersOf(db, userId)
  return offered !== undefined && isNameShown(offered.visible)
}

/** Who asks, and the other one with what the two want of each other. */
export async function requirePerson(ctx: Ctx, otherId: string, db: DbOrTx = ctx.db) {
  const user = await requireNetwork(ctx, db)
  const pair = await findPair(db, user, otherId)
  const isKnown = pair.standing !== 'none' || (await isFound(db, otherId))
  if (!pair.person.isThere || !isKnown) throw notFound()
  return pair
}

/** The same for who wants less of the other: whoever has met them may end it and keep them away, be an office closed by now. */
export async function requireMet(ctx: Ctx, otherId: string, db: DbOrTx = ctx.db) {
  const user = requireStaff(ctx)
  const pair = await findPair(db, user, otherId)
  return hasMet(pair) ? pair : requirePerson(ctx, otherId, db)
}

async function findPair(db: DbOrTx, user: SessionUser, otherId: string) {
  if (user.id === otherId) throw notFound()
  const { mine, theirs } = await findContact(db, user.id, otherId)
  const [person] = await listContactPeople(db, [otherId])
  if (!person) throw notFound()
  return { user, person, standing: standingOf(mine, theirs), mine, theirs }
}

/** Who may look at their own contacts: whoever has any, even where the office has closed since. */
export async function requireOwnContacts(ctx: Ctx): Promise<SessionUser> {
  const user = requireStaff(ctx)
  return (await hasContacts(ctx.db, user.id)) ? user : requireNetwork(ctx)
}

const otherOf = ({ lowId, highId }: Pick<ConversationRow, 'lowId' | 'highId'>, userId: string) =>
  lowId === userId ? highId : lowId

/**
 * A conversation that is not one's own is not there. What is said in it is written by contacts alone, while an office is open for
 * both, and read afterwards too.
 */
export async function requireConversation(
  ctx: Ctx,
  conversationId: string,
  { held, db = ctx.db }: { held?: ConversationRow | null; db?: DbOrTx } = {},
) {
  const user = requireStaff(ctx)
  const conversation = held === undefined ? await findConversation(db, conversationId) : held
  if (!conversation || (conversation.lowId !== user.id && conversation.highId !== user.id)) throw notFound()
  const otherId = otherOf(conversation, user.id)
  const [person] = otherId === null ? [] : await listContactPeople(db, [otherId])
  const { mine, theirs } = otherId === null ? { mine: null, theirs: null } : await findContact(db, user.id, otherId)
  const standing = standingOf(mine, theirs)
  const other = person?.isThere ? person : null
  const mayWrite = other !== null && standing === 'contact' && (await hasNetwork(db, user))
  return { user, conversation, otherId, other, standing, mayWrite }
}

/** Of these people what the bell says of them to somebody: who they are to them, and where the two write to each other. */
export async function contactsAround({ db }: Pick<Deps, 'db'>, user: SessionUser, otherIds: string[]) {
  if (user.kind !== 'staff' || otherIds.length === 0) return []
  const rows = await listContactsAmong(db, user.id, otherIds)
  const people = await listContactPeople(db, otherIds)
  const written = await listConversationsWith(db, user.id, otherIds)
  return people
    .filter(({ isThere }) => isThere)
    .map((person) => {
      const of = (userId: string) => rows.find((row) => row.userId === userId && row.otherId !== userId) ?? null
      const mine = rows.find((row) => row.userId === user.id && row.otherId === person.id) ?? null
      const standing = standingOf(mine, of(person.id))
      const { id, name, school } = readablePerson(person, standing)
      const conversationId = written.find((one) => otherOf(one, user.id) === id)?.id ?? null
      return { id, name, school, standing, conversationId }
    })
}
