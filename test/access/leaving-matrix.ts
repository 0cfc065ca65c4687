import { at, type Case, school } from './rows.ts'

/** What of one's own account one takes along, and how one goes: staff alone, each their own. */
export const leavingRows: Record<string, Case[]> = {
  'GET /api/me/account': [school('shows what I must hand over', 'u y y f y', () => at('/api/me/account'))],
  'GET /api/me/account/export': [school('downloads what is mine', 'u y y f y', () => at('/api/me/account/export'))],
  // With the right one they are gone: that is tested with the feature.
  'POST /api/me/account/delete': [
    {
      name: 'deletes nothing without the password',
      actors: ['anonymous', 'classTeacher', 'pupil'],
      cells: 'u u f',
      ask: () => at('/api/me/account/delete', { password: 'another quiet river' }),
    },
  ],
}
