import { createHmac } from 'node:crypto'
import { findSignedIn } from '#db/queries/users.ts'
import { type Locale, locales, mandatePosts } from '#db/schema/values.ts'
import { schoolRole } from '../access/grants.ts'
import { reachInOffice } from '../access/office-rules.ts'
import { canInSchool } from '../access/school-rules.ts'
import type { Deps, Settings } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { sessionLimits } from './sessions.ts'

const asLocale = (text: string | null): Locale | null => locales.find((locale) => locale === text) ?? null

const shapes = [0, 1, 2] as const
const asShape = (value: number | null) => shapes.find((shape) => shape === value) ?? null

/** Key of what a browser keeps until it is stored (R7): known only while signed in, the same at the next login. */
const outboxKey = (settings: Settings, userId: string) =>
  createHmac('sha256', settings.secretKey).update(`outbox:${userId}`).digest('base64url')

/** Who is signed in, for their own eyes. Throws `unauthenticated` where the login has just ended. */
export async function viewSession(deps: Deps, sessionId: string) {
  const found = await findSignedIn(deps.db, sessionId, deps.now())
  if (!found) throw new AppError('unauthenticated', 'session_missing')
  const { user, school, classroom, officePosts } = found
  const held = new Set(officePosts.split(' '))
  const mandates = mandatePosts.filter((post) => held.has(post)).map((post) => ({ post, regionId: null }))
  const isWaiting = user.waitingSince !== null
  const role = schoolRole({ ...user, isWaiting })
  return {
    id: user.id,
    kind: user.kind,
    displayName: user.displayName,
    pseudonym: user.pseudonym,
    isSchoolAdmin: user.isSchoolAdmin,
    isWaiting,
    school,
    classroom: user.kind === 'pupil' && classroom ? classroom : null,
    locale: asLocale(user.locale),
    theme: user.theme,
    shape: asShape(user.shape),
    isSharedDevice: found.isSharedDevice,
    outboxKey: outboxKey(deps.settings, user.id),
    expiresAt: found.expiresAt.toISOString(),
    idleMs: sessionLimits[user.kind].idleMs,
    can: {
      foundProject: canInSchool(role, 'project.found'),
      createClassroom: canInSchool(role, 'classroom.create'),
      administerSchool: canInSchool(role, 'school.administer'),
      /** Whether there is an office of the programme to be seen: where none is open, for nobody. */
      readOffice: reachInOffice(mandates, 'office.read').length > 0,
      /** Whether somebody may be given applications to judge. */
      judge: reachInOffice(mandates, 'evaluation.judge').length > 0,
      /** Whether there is one to ask for help. */
      askOffice: canInSchool(role, 'school.read') && found.hasOffice,
      /** Whether there is an office that could have news. */
      readNews: canInSchool(role, 'school.read') && found.hasProgramme,
    },
  }
}
