import { afterEach, expect, test } from 'vitest'
import { PastDay } from '#client/offices/past-day.tsx'
import { hands, openScreen } from '#test/helpers/client-screen.tsx'

/** A day of the past, while it is typed. */

const { type, until, soon } = hands
let screen: Awaited<ReturnType<typeof openScreen>>
afterEach(() => screen.close())

test('a year that is not whole yet is not asked for, and none is today', async () => {
  const office = { ...{ id: 'o', name: 'Office', countryCode: 'FR' } }
  screen = await openScreen({
    screen: () => <PastDay officeId="o" />,
    known: [[['offices'], { offices: [{ office, can: { editSchools: false } }], can: {} }]],
    server: ({ path }) =>
      Response.json({ regions: [{ id: 'r', name: `Region ${path.slice(-10)}`, correspondents: [], contacts: [] }] }),
  })
  const day = 'input[type="date"]'
  await until('Region')
  for (const typed of ['0002-03-04', '0020-03-04', '0202-03-04', '2024-03-04']) await type(day, typed)
  await until('Region 2024-03-04')
  await type(day, '0001-03-04')
  await until('Region 2024-03-04')
  await type(day, '')
  await until('Region /o/regions')
  const paths = () => screen.asked.map(({ path }) => path)
  await soon(() => expect(paths()).toEqual(['/api/offices/o/regions', '/api/offices/o/regions?on=2024-03-04']))
})
