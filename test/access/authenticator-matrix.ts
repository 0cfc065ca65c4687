import { givePasskey } from '../helpers/authenticators.ts'
import { testPassword } from '../helpers/factories.ts'
import { at, type Case, school } from './rows.ts'

const right = { proof: { password: testPassword } }
const wrong = { proof: { password: 'another quiet river' } }

/** Of the three the teacher has a password; a wrong one is `u`, as no session is. */
const own = (name: string, cells: string, ask: Case['ask']): Case => ({
  name,
  actors: ['anonymous', 'classTeacher', 'pupil'],
  cells,
  ask,
})

/** Who is refused. Who may needs what their own login has begun: that is tested with the feature. */
const refused = (name: string, ask: Case['ask']): Case => ({ name, actors: ['anonymous', 'pupil'], cells: 'u f', ask })

const draft = { draft: 'of another login', name: 'Phone' }
const response = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
}

/** What staff bring besides their password: their own alone, and taken away by an administrator of their school. */
export const authenticatorRows: Record<string, Case[]> = {
  'GET /api/me/authenticators': [school('shows what I sign in with', 'u y y f y', () => at('/api/me/authenticators'))],
  'POST /api/me/authenticators/totp': [
    own('begins an app with codes', 'u y f', () => at('/api/me/authenticators/totp', right)),
    own('begins none without the password', 'u u f', () => at('/api/me/authenticators/totp', wrong)),
  ],
  'POST /api/me/authenticators/totp/confirm': [
    refused('keeps an app', () => at('/api/me/authenticators/totp/confirm', { ...draft, code: '123456' })),
  ],
  'POST /api/me/authenticators/passkeys': [
    refused('begins a passkey', () => at('/api/me/authenticators/passkeys', right)),
  ],
  'POST /api/me/authenticators/passkeys/confirm': [
    refused('keeps a passkey', () => at('/api/me/authenticators/passkeys/confirm', { ...draft, response })),
  ],
  'POST /api/me/authenticators/recovery-codes': [
    own('makes my recovery codes anew', 'u y f', async ({ house, people }) => {
      await givePasskey(house, people.classTeacher.id)
      return at('/api/me/authenticators/recovery-codes', right)
    }),
  ],
  'DELETE /api/me/authenticators/:authenticatorId': [
    own('takes away my passkey', 'u y f', async ({ house, people }) =>
      at(`/api/me/authenticators/${await givePasskey(house, people.classTeacher.id)}`, right),
    ),
    school('takes away none that is not mine', 'u h h f h', async ({ house, newStaff }) =>
      at(`/api/me/authenticators/${await givePasskey(house, (await newStaff()).id)}`, right),
    ),
  ],
  'DELETE /api/school/staff/:userId/authenticators': [
    school('takes away a colleague’s second step', 'u y f f h', async ({ house, newStaffWithPassword }) => {
      const { id } = await newStaffWithPassword()
      await givePasskey(house, id)
      return at(`/api/school/staff/${id}/authenticators`)
    }),
  ],
}
