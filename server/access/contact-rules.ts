import type { ProfileVisible } from '#db/schema/profiles.ts'
import type { contactStates, ProfileField, ProfileReader } from '#db/schema/values.ts'

/* What two teachers are to each other, and what of a profile each reads of it. Pure, as `rules.ts` is. */

/** `asked`: by me, without an answer; `asking`: they wait for mine; `blocked`: by me. Who blocks me is nobody who answers. */
export type Standing = 'none' | 'asked' | 'asking' | 'contact' | 'blocked'

export interface Wish {
  state: (typeof contactStates)[number]
  declinedAt: Date | null
}

/** By what I want of them and they of me. Of what they have blocked nothing is to be told. */
export function standingOf(mine: Wish | null, theirs: Wish | null): Standing {
  if (mine?.state === 'blocked') return 'blocked'
  if (mine?.state === 'accepted' && theirs?.state === 'accepted') return 'contact'
  if (mine?.state === 'asked') return 'asked'
  return theirs?.state === 'asked' && theirs.declinedAt === null ? 'asking' : 'none'
}

/** Whether I have ever wanted something of them, or they have asked me. That they have blocked me is not to be told. */
export const hasMet = ({ mine, theirs }: { mine: object | null; theirs: { askedAt: Date | null } | null }): boolean =>
  mine !== null || (theirs !== null && theirs.askedAt !== null)

/** For whom a field is; of who has no profile it is for all. Awards name who has them. */
export const readerOf = (visible: ProfileVisible | undefined, field: ProfileField): ProfileReader =>
  visible?.[field] ?? visible?.name ?? 'all'

/** Whether a field is for somebody of this standing. Who asks says with it who they are: their name, as contacts read it. */
export function readsField(reader: ProfileReader, standing: Standing, field: ProfileField): boolean {
  if (reader === 'nobody') return false
  return reader === 'all' || standing === 'contact' || (field === 'name' && standing === 'asking')
}
