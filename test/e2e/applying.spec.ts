import type { Page } from '@playwright/test'
import { expectNoBarrierInAnyLight } from './barriers.ts'
import { expect, freshPage, riversProject, saved, teachers, textOf, typeAtEnd } from './fixtures.ts'
import { testWith } from './with-office.ts'

/* Teachers apply for a label of their project, and a school for its own: written by two, shown with what is missing, handed in. */

/** Léa directs the office of France. The school of Lyon has its project's label, and nobody of its management yet. */
const test = testWith(`
  update mandates set post = 'director';
  delete from terms where post in ('head', 'management');
  update terms set from_date = '2020-01-01';
  insert into awards (scheme, project_id, shown, awarded_on, code)
  select 'national_label', id, '{"people":[],"project":null,"schools":[]}', current_date, 'A1B2C3D4E5F6G7H8'
  from projects where kind = 'european' limit 1`)

const { password } = teachers.claire
const at = (name: string) => ({ email: `${name}@demo.school`, password })

/** What a screen would send, by whoever is signed in there. */
async function ask(page: Page, asked: string, data?: object) {
  const [method = '', path = ''] = asked.split(' ')
  const Origin = new URL((await page.request.get('/api/session')).url()).origin
  const answer = await page.request.fetch(path, { method, headers: { Origin }, ...(data && { data }) })
  const text = await answer.text()
  expect(answer.ok(), `${asked}: ${text}`).toBe(true)
  return text === '' ? null : JSON.parse(text)
}

/** A campaign of the office of France by shipped rules, open since now; gives what an office is told. */
async function call(director: Page, scheme: string, version: string) {
  const { offices } = await ask(director, 'GET /api/offices')
  const officeId = offices[0].office.id
  const { rulebooks } = await ask(director, `GET /api/offices/${officeId}/rulebooks`)
  const book = rulebooks.find(
    (one: { scheme: string; version: string }) => one.scheme === scheme && one.version === version,
  )
  const year = new Date().getFullYear()
  const { campaigns } = await ask(director, `POST /api/offices/${officeId}/campaigns`, {
    ...{ rulebookId: book.id, year: new Date().getMonth() < 7 ? year - 1 : year, title: '' },
    opensAt: new Date(Date.now() - 60_000).toISOString(),
    closesAt: '2099-03-01T18:00:00.000Z',
    decidesAt: '2099-05-01T18:00:00.000Z',
  })
  const planned = campaigns.find((one: { phase: string }) => one.phase === 'draft')
  await ask(director, `POST /api/campaigns/${planned.id}/open`)
}

async function choose(page: Page, field: RegExp, option: string | RegExp) {
  await page.getByRole('button', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

async function write(page: Page, name: string, words: string) {
  await field(page, name).fill(words)
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
}

/** By the bell. */
async function comeByBell(page: Page, words: RegExp) {
  await page.goto('/notices')
  await page.getByRole('link', { name: words }).first().click()
}

const summary = 'The project in short: common goals and plan'
const collaboration = 'Collaboration between partner schools'
const conditions = [
  'Common goals and a shared plan',
  'The project is finished, or nearly',
  'My pupils and I contributed to all activities',
  'Collaborative activities were organised',
  'Data protection and copyright were considered',
]

/** What is selected on a page is kept and pinned with two presses. */
async function pinFromPage(page: Page, origin: string) {
  await page.goto(await freshPage(page, origin, 'What both schools found'))
  await typeAtEnd(page, 'The Elbe and the Rhône are both too warm.')
  await expect(saved(page)).toBeVisible()
  await textOf(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Shift+Home')
  await page.getByRole('button', { name: 'Pin to an application' }).click()
  await page.getByRole('menuitem', { name: collaboration }).click()
  await expect(page.getByText(`Pinned to “${collaboration}”.`)).toBeVisible()
  await page.getByRole('button', { name: 'Show the application' }).click()
  const criterion = page.getByRole('region', { name: collaboration })
  await expect(criterion.getByText('The Elbe and the Rhône are both too warm.')).toBeVisible()
  await expect(criterion.getByText(/^Teacher, Collège Jean-Moulin/)).toBeVisible()
}

test('teachers apply together, pin what shows it, hand it in, and nothing of it changes any more', async ({
  enter,
  server,
  watch,
}) => {
  test.slow()
  // Who comes second is refused, once.
  watch.allow(/the server responded with a status of 409/)
  const [claire, nadia, jonas] = [await enter(teachers.claire), await enter(at('nadia')), await enter(teachers.jonas)]
  const lea = await enter(at('lea'))
  await call(lea, 'national_label', '2022')

  await claire.goto(`/p/${await riversProject(claire)}/recognition`)
  await claire.getByRole('button', { name: 'Begin an application' }).click()
  await expect(claire.getByRole('heading', { level: 1, name: 'National Quality Label' })).toBeVisible()
  for (const whom of [/Nadia Benali.*to write it too/, /Jonas Becker.*to stand by it/]) {
    await choose(claire, /Ask somebody/, whom)
    await claire.getByRole('button', { name: 'Ask', exact: true }).click()
    await expect(claire.getByText(/asked, no answer yet/)).toBeVisible()
  }
  for (const page of [nadia, jonas]) {
    await comeByBell(page, /Claire Fontaine asks you to take part/)
    await page.getByRole('button', { name: 'Yes, I take part' }).click()
    await expect(page.getByRole('button', { name: 'Yes, I take part' })).toHaveCount(0)
  }
  await expect(jonas.getByRole('textbox')).toHaveCount(0)

  // Who came second is shown what stands there, and nobody's words are lost.
  await write(claire, summary, 'Two rivers, one question.')
  await field(nadia, summary).fill('We measure two rivers.')
  await expect(nadia.getByText('Claire Fontaine wrote here meanwhile')).toBeVisible()
  await expect(nadia.getByText('Two rivers, one question.')).toBeVisible()
  await expect(field(nadia, summary)).toHaveValue('We measure two rivers.')
  await field(nadia, summary).fill('Two rivers, one question: we measure.')
  await nadia.getByRole('button', { name: 'Keep mine' }).click()
  await expect(nadia.getByText('Saved', { exact: true })).toBeVisible()

  await pinFromPage(claire, server.origin)
  await expect(field(claire, summary)).toHaveValue('Two rivers, one question: we measure.')
  const technology = claire.getByRole('region', { name: 'Use of technology' })
  await technology.getByRole('button', { name: 'Show how the schools worked together' }).click()
  await technology.getByRole('button', { name: 'Pin as it is today' }).click()
  await expect(technology.getByText(/documents have work of several schools/)).toBeVisible()

  await claire.goto('/')
  const mine = claire.getByRole('list', { name: 'Applications' })
  await expect(mine.getByText(`${conditions[0]} — It is not answered with yes.`)).toBeVisible()
  await mine.getByRole('link', { name: /^National Quality Label/ }).click()
  await expect(claire.getByRole('button', { name: 'Hand in' })).toBeDisabled()
  for (const name of conditions)
    await claire.getByRole('radiogroup', { name }).getByRole('radio', { name: 'Yes' }).check({ force: true })
  await expect(claire.getByText('Nothing is missing. It can be handed in.')).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'an application that is written')
  await claire.getByRole('button', { name: 'Hand in' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Hand in' }).click()
  await expect(claire.getByText(/^Handed in on/)).toBeVisible()
  await expect(claire.getByRole('textbox')).toHaveCount(0)
  await expect(claire.getByRole('button', { name: 'Take back' })).toHaveCount(0)
  await expectNoBarrierInAnyLight(claire, 'an application that was handed in')
  await nadia.reload()
  await expect(nadia.getByText('Two rivers, one question: we measure.')).toBeVisible()
  await expect(nadia.getByRole('textbox')).toHaveCount(0)
})

test('a school comes to meet its conditions, is invited, writes by two, and its head declares it', async ({
  enter,
}) => {
  test.slow()
  const [claire, nadia, hugo] = [await enter(teachers.claire), await enter(at('nadia')), await enter(at('hugo'))]
  const lea = await enter(at('lea'))
  await call(lea, 'school_label', '2017')
  const toLabel = async (page: Page) => {
    await page.goto('/school?tab=label')
    await expect(
      page.getByRole('heading', { name: 'The head or a member of the management is registered' }),
    ).toBeVisible()
  }
  await toLabel(claire)
  await expect(claire.getByText(/3 of 4 conditions are met/)).toBeVisible()
  await expect(claire.getByText(/Yours is not yet/)).toBeVisible()

  const { staff } = await ask(claire, 'GET /api/school')
  const head = staff.find(({ displayName }: { displayName: string }) => displayName === 'Hugo Perrin')
  const from = new Date().toISOString().slice(0, 10)
  await ask(claire, `POST /api/school/staff/${head.id}/terms`, { posts: ['head'], from })
  await toLabel(claire)
  await expect(claire.getByText(/all conditions are met/i)).toBeVisible()
  await expectNoBarrierInAnyLight(claire, 'a school that meets the conditions')

  await lea.goto('/office/campaigns')
  await lea.getByRole('button', { name: /^Invite schools/ }).click()
  await lea.getByRole('alertdialog').getByRole('button', { name: 'Invite schools' }).click()
  await expect(lea.getByText('1 school is invited.')).toBeVisible()

  await comeByBell(claire, /Collège Jean-Moulin is invited to apply: School Label/)
  await claire.getByRole('button', { name: 'Begin the application' }).click()
  await write(claire, 'E-safety', 'Pupils write our rules.')
  await toLabel(nadia)
  await nadia.getByRole('button', { name: 'Write it too' }).click()
  await expect(field(nadia, 'E-safety')).toHaveValue('Pupils write our rules.')
  await write(nadia, 'School strategy', 'One project in each class.')

  await hugo.goto('/')
  await hugo.getByRole('list', { name: 'Applications' }).getByRole('link').click()
  await expect(hugo.getByText('One project in each class.')).toBeVisible()
  await hugo.getByRole('button', { name: 'Declare for the school' }).click()
  await hugo.getByRole('alertdialog').getByRole('button', { name: 'Declare for the school' }).click()
  await expect(hugo.getByRole('alertdialog')).toHaveCount(0)

  await claire.reload()
  await expect(field(claire, 'School strategy')).toHaveValue('One project in each class.')
  await expectNoBarrierInAnyLight(claire, 'an application of a school')
  await claire.getByRole('button', { name: 'Hand in' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Hand in' }).click()
  await expect(claire.getByText(/^Handed in on/)).toBeVisible()
  await toLabel(claire)
  await expect(claire.getByText('The application of your school is handed in.')).toBeVisible()
})
