import { at, type Case, office } from './rows.ts'

/** Who looks through the directory: teachers of countries that have an office; pupils never, and nobody elsewhere. */
//               anon stranger pupil europe director officer correspondent observer assessor teacher
const teachers = 'u h f h h h y h y y'
const reader = {
  name: 'all',
  subjects: 'all',
  ages: 'all',
  languages: 'all',
  interests: 'all',
  about: 'nobody',
  awards: 'all',
}
const profile = { subjects: ['music'], ages: null, languages: [], interests: '', about: '', isListed: true }

export const directoryRows: Record<string, Case[]> = {
  'GET /api/me/profile': [office('reads their own profile', teachers, () => at('/api/me/profile'))],
  'PUT /api/me/profile': [
    office('says what one is found by', teachers, () => at('/api/me/profile', { ...profile, visible: reader })),
  ],
  'GET /api/directory/:list': [
    office('looks for people', teachers, () => at('/api/directory/people?q=maria')),
    office('looks for schools', teachers, () => at('/api/directory/schools')),
    office('looks for projects', teachers, () => at('/api/directory/projects')),
  ],
  'GET /api/directory/:list/counts': [office('counts', teachers, () => at('/api/directory/people/counts'))],
}
