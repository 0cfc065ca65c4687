import type { Tx } from '#db/client.ts'
import type { FoundInvitation } from '#db/queries/invitations.ts'
import { findSchool } from '#db/queries/schools.ts'
import { lockSchoolAdmins } from '#db/queries/users.ts'
import type { Locale } from '#db/schema/values.ts'
import { type NewSchoolInput, registerSchool, registerStaff } from '../auth/accounts.ts'
import { checkPassword, hashPassword } from '../auth/passwords.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import type { Entrant } from './enter.ts'

/* Who comes by a link without an account: a colleague joins the school it leads into and waits, all others bring their own house. */

export interface NewAccount {
  displayName: string
  email: string
  password: string
  locale: Locale
  school?: { id: string } | NewSchoolInput | undefined
}

interface Prepared {
  account: Pick<NewAccount, 'displayName' | 'email' | 'locale'>
  passwordHash: string
  school: { id: string; name: string } | NewSchoolInput
}

/** All that can be refused before the transaction, and the slow work of hashing. */
export async function prepareAccount(ctx: Ctx, found: FoundInvitation, account: NewAccount): Promise<Prepared> {
  const school = await schoolFor(ctx, found, account)
  const { displayName, email, password, locale } = account
  const invited = found.invitation.email
  if (invited !== null && invited !== email) throw invalidField('account.email', 'not_invited_address')
  checkPassword(password, { email, schoolName: school.name, path: 'account.password' })
  return { account: { displayName, email, locale }, passwordHash: await hashPassword(password), school }
}

/** The inviter's school by a colleague's link, an own one by all others. */
async function schoolFor(ctx: Ctx, { invitation, inviterSchool }: FoundInvitation, account: NewAccount) {
  const { audience } = invitation
  const named = account.school
  const asked = named && 'id' in named ? named.id : null
  if (named && !('id' in named) && audience !== 'colleague') return named
  const joinableId = audience === 'colleague' ? inviterSchool?.id : null
  if (asked === null && audience !== 'colleague') {
    const fields = [{ path: 'account.school', reason: 'school_missing' }]
    throw new AppError('invalid', 'invalid_input', { fields })
  }
  if (named && asked !== joinableId) throw new AppError('forbidden', 'not_a_colleague')
  const school = joinableId ? await findSchool(ctx.db, joinableId) : null
  if (!school) throw notFound()
  return { id: school.id, name: school.name }
}

/** Makes the account, and the house it brings along. */
export async function registerEntrant(
  tx: Tx,
  { invitation }: FoundInvitation,
  prepared: Prepared,
  now: Date,
): Promise<Entrant> {
  const { account, passwordHash, school } = prepared
  // Nobody is at a new office, or a new institution, yet who could confirm whoever looks after it.
  const isFirst = invitation.role === 'admin' && 'id' in school && !(await hasAdmins(tx, school.id))
  const isWaiting = 'id' in school && !isFirst
  const schoolId =
    'id' in school
      ? school.id
      : await registerSchool(
          tx,
          { ...school, locale: account.locale },
          { createdAt: now, path: 'account.school', mayAddRegion: false },
        )
  // Who brings a school along looks after it; a visitor's organisation is an address and no more.
  const isSchoolAdmin = isFirst || (!isWaiting && invitation.role === 'teacher')
  const post = postOf({ isFirst, isSchoolAdmin, isOfOffice: invitation.mandatePost !== null })
  const staff = { ...account, schoolId, passwordHash, isSchoolAdmin, post, waitingSince: isWaiting ? now : null }
  return { userId: await registerStaff(tx, staff, now), schoolId, isNew: true, isWaiting }
}

const hasAdmins = async (tx: Tx, schoolId: string) => (await lockSchoolAdmins(tx, schoolId)).length > 0

interface Coming {
  isFirst: boolean
  isSchoolAdmin: boolean
  isOfOffice: boolean
}

function postOf({ isFirst, isSchoolAdmin, isOfOffice }: Coming) {
  if (isFirst) return isOfOffice ? ('office' as const) : ('management' as const)
  return isSchoolAdmin ? ('teacher' as const) : null
}
