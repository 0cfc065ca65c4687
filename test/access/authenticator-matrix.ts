import { giveTotp } from '../helpers/authenticators.ts'
import { testPassword } from '../helpers/factories.ts'
import { at, type Case, school } from './rows.ts'

const password = { proof: { password: testPassword } }
const proof = { proof: { password: 'another quiet river' } }
const missing = '00000000-0000-4000-8000-000000000000'

/** Who has a password and who has none; whose own it is decides, and a wrong password is `u` as no session is. */
const own = (name: string, cells: string, ask: Case['ask']): Case => ({
  name,
  actors: ['anonymous', 'classTeacher', 'pupil'],
  cells,
  ask,
})

/** What staff bring besides their password: their own alone, and taken away by an administrator of their school. */
export const authenticatorRows: Record<string, Case[]> = {
  'GET /api/me/authenticators': [school('shows what I sign in with', 'u y y f y', () => at('/api/me/authenticators'))],
  'POST /api/me/authenticators/totp': [
    own('begins an app with codes', 'u y f', () => at('/api/me/authenticators/totp', password)),
    own('begins none without the password', 'u u f', () => at('/api/me/authenticators/totp', proof)),
  ],
  'POST /api/me/authenticators/totp/confirm': [
    school('keeps no app that this login has not begun', 'u 409 409 f 409', () =>
      at('/api/me/authenticators/totp/confirm', { draft: 'forged', name: 'App', code: '123456' }),
    ),
  ],
  'POST /api/me/authenticators/passkeys': [
    school('makes no passkey on a shared device', 'u 409 409 f 409', () =>
      at('/api/me/authenticators/passkeys', proof),
    ),
  ],
  'POST /api/me/authenticators/passkeys/confirm': [
    school('keeps no passkey that this login has not begun', 'u 409 409 f 409', () =>
      at('/api/me/authenticators/passkeys/confirm', { draft: 'forged', name: 'Phone', response: anyPasskey() }),
    ),
  ],
  'POST /api/me/authenticators/recovery-codes': [
    school('makes no recovery codes for nothing', 'u 409 409 f 409', () =>
      at('/api/me/authenticators/recovery-codes', proof),
    ),
  ],
  'DELETE /api/me/authenticators/:authenticatorId': [
    school('takes away none that is not mine', 'u h h f h', async ({ house, newStaff }) => {
      const id = await giveTotp(house, (await newStaff()).id)
      return at(`/api/me/authenticators/${id}`, proof)
    }),
    school('takes away none that is not there', 'u h h f h', () => at(`/api/me/authenticators/${missing}`, proof)),
  ],
  'DELETE /api/school/staff/:userId/authenticators': [
    school('takes away a colleague’s second step', 'u y f f h', async ({ house, newStaffWithPassword }) => {
      const { id } = await newStaffWithPassword()
      await giveTotp(house, id)
      return at(`/api/school/staff/${id}/authenticators`)
    }),
  ],
}

const anyPasskey = () => ({
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
})
