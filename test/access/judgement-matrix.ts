import { at, type Case, fresh, school } from './rows.ts'

const aTable = Buffer.from('code;text\n1;Ask and listen\n').toString('base64')

const framework = () => ({
  ...{ name: `Ours ${fresh()}`, language: 'en', ageFrom: 11, ageTo: 15 },
  ...{ source: 'Staff meeting, 2026', licence: 'CC BY 4.0', file: aTable },
})

/** Rows of frameworks, rubrics and judgements. */
export const judgementRows: Record<string, Case[]> = {
  'GET /api/frameworks': [school('lists frameworks', 'u y y f y', () => at('/api/frameworks?level=fr.5e'))],
  'POST /api/frameworks': [
    school('takes in a framework of one’s own school', 'u y y f y', () => at('/api/frameworks', framework())),
  ],
  'DELETE /api/frameworks/:frameworkId': [
    // Its administrators, and who took it in: here nobody who knocks.
    school('ends a framework of one’s own school', 'u y f f h', async (world) =>
      at(`/api/frameworks/${await world.newFramework()}`),
    ),
  ],
}
