import type { Page } from '@playwright/test'
import { addDays, mondayOf } from '#collab/plan/days.ts'
import { expectNoBarrier } from './barriers.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'

// Three teachers of one collège plan an EPI together; its pupils see what concerns them.

const staff = (name: string) => ({ ...teachers.claire, email: `${name}@demo.school` })
const epi = 'EPI : l’eau dans la ville'

async function epiProject(page: Page): Promise<string> {
  const answer = await page.request.get('/api/projects')
  const { projects }: { projects: { id: string; name: string }[] } = await answer.json()
  return projects.find(({ name }) => name === epi)?.id ?? ''
}

async function openPlan(page: Page) {
  const way = page.getByRole('link', { name: 'Open the plan' })
  await expect(way).toBeVisible()
  await way.click()
  await expect(planTable(page)).toBeVisible()
}

const planTable = (page: Page) => page.getByRole('table', { name: 'Plan: subjects by week' })
const card = (page: Page, name: string) =>
  planTable(page)
    .locator('article')
    .filter({ has: page.getByText(name, { exact: true }) })
const opener = (page: Page, name: string) => card(page, name).getByRole('button').first()
const clashes = (page: Page) => page.getByRole('status').filter({ hasText: /clash/ })
const columnOf = (page: Page, name: string) =>
  card(page, name).evaluate((element) => element.closest('td')?.cellIndex ?? -1)

test('three teachers plan, a clash is shown and mended, and pupils see steps and their own tasks only', async ({
  enter,
  enterPupil,
}) => {
  const [claire, hugo, nadia] = [await enter(teachers.claire), await enter(staff('hugo')), await enter(staff('nadia'))]
  const projectId = await epiProject(claire)
  for (const page of [claire, hugo, nadia]) {
    await page.goto(`/p/${projectId}/pages`)
    await openPlan(page)
  }
  await expect(clashes(claire)).toHaveText('3 sessions clash.')
  await expect(card(claire, 'La carte commentée')).toContainText('Claire Fontaine is also in “Écrire le texte')
  await expectNoBarrier(claire)

  await opener(hugo, 'Écrire le texte des étapes').click()
  const form = hugo.getByRole('dialog', { name: 'Edit the session' })
  await form.getByLabel('Begins at').fill('14:00')
  await expectNoBarrier(hugo)
  await form.getByRole('button', { name: 'Save' }).click()
  for (const page of [claire, hugo, nadia]) await expect(clashes(page)).toHaveText('One session clashes.')

  // By key: into the next week, and back by undoing.
  const before = await columnOf(nadia, 'L’eau est-elle propre ?')
  await opener(nadia, 'L’eau est-elle propre ?').focus()
  await nadia.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => columnOf(claire, 'L’eau est-elle propre ?')).toBe(before + 1)
  await expect(clashes(claire)).toHaveText('2 sessions clash.')
  await nadia.keyboard.press('Control+z')
  await expect.poll(() => columnOf(claire, 'L’eau est-elle propre ?')).toBe(before)

  // A subject's hours follow what is added to it.
  await claire.getByRole('button', { name: 'Add', exact: true }).click()
  await claire.getByRole('menuitem', { name: 'Add a session' }).click()
  const added = claire.getByRole('dialog', { name: 'Add a session' })
  await added.getByLabel('Title').fill('Bilan')
  await added.getByRole('button', { name: 'Save' }).click()
  await expect(card(hugo, 'Bilan')).toBeVisible()
  await expect(hugo.getByRole('rowheader', { name: /^Sciences/ })).toContainText('7 h planned, 1.5 h done')

  const louise = await enterPupil('Louise T.')
  const answer = await louise.request.get(`/api/projects/${projectId}/plan`)
  expect(await answer.text()).not.toMatch(/carte commentée|Labo|Écrire aux familles|Bilan/)
  await louise.goto(`/p/${projectId}/pages`)
  const own = louise
    .getByRole('region', { name: 'What comes' })
    .or(louise.locator('section', { hasText: 'What comes' }))
  await expect(own.first()).toContainText('La promenade sonore avec les familles')
  await expect(own.first()).toContainText('Apporter une photo d’un quai')
  await expect(louise.getByText('Plan', { exact: true })).toHaveCount(0)
  await expectNoBarrier(louise)
})

test('a session is dragged into another subject and week, and its menu does the same', async ({ enter }) => {
  const claire = await enter(teachers.claire, { viewport: { width: 1280, height: 1100 } })
  await claire.goto(`/p/${await epiProject(claire)}/pages`)
  await openPlan(claire)
  const name = 'Lire une carte du réseau d’eau'
  // It opens on the week of today: what was lies before it.
  await expect(card(claire, name)).not.toBeInViewport()
  await card(claire, name).scrollIntoViewIfNeeded()
  for (const title of [name, 'Les aqueducs de Lugdunum'])
    await expect(card(claire, title).getByRole('button', { name: /^Actions/ })).toBeVisible()
  const [from, target] = [
    await card(claire, name).boundingBox(),
    await card(claire, 'Les aqueducs de Lugdunum').boundingBox(),
  ]
  if (from === null || target === null) throw new Error('a card is not there')
  await claire.mouse.move(from.x + 20, from.y + 20)
  await claire.mouse.down()
  await claire.mouse.move(target.x + 30, target.y + 20, { steps: 8 })
  await claire.mouse.up()
  const rowOf = () => card(claire, name).evaluate((element) => element.closest('tr')?.querySelector('th')?.textContent)
  await expect.poll(rowOf).toMatch(/^Histoire/)
  await card(claire, name)
    .getByRole('button', { name: /^Actions/ })
    .click()
  await claire.getByRole('menuitem', { name: 'Subject above' }).click()
  await expect.poll(rowOf).toMatch(/^Sciences/)

  await test.step('on paper it lies on its side, on A4 and on A3', async () => {
    await claire.evaluate(() => void (globalThis.print = () => {}))
    for (const [paper, width] of [
      ['On A4', 841],
      ['On A3', 1191],
    ] as const) {
      await claire.getByRole('button', { name: 'On paper' }).click()
      await claire.getByRole('menuitem', { name: paper }).click()
      const sheets = await claire.pdf({ preferCSSPageSize: true })
      expect(sheets.toString('latin1')).toContain(`/MediaBox [0 0 ${width}`)
      await claire.evaluate(() => dispatchEvent(new Event('afterprint')))
    }
  })
})

const monday = mondayOf(new Date().toISOString().slice(0, 10))

/** A lesson of each of the next weeks, as a school's software writes it. */
const timetable = (weeks: number) =>
  [
    'BEGIN:VCALENDAR',
    ...['BEGIN:VEVENT', `DTSTART;TZID=Europe/Paris:${addDays(monday, 8).replaceAll('-', '')}T100000`, 'DURATION:PT1H'],
    ...['SUMMARY:HISTOIRE 5e B', 'LOCATION:B14', `RRULE:FREQ=WEEKLY;COUNT=${weeks}`, 'END:VEVENT'],
    'END:VCALENDAR',
  ].join('\r\n')

test('a plan of two countries: both calendars beside one another, a timetable brought along, steps in each language', async ({
  enter,
  enterPupil,
  server,
  watch,
}) => {
  // A file that is none is refused.
  watch.allow(/status of 400/)
  const [claire, jonas] = [await enter(teachers.claire), await enter(teachers.jonas)]
  const projectId = await riversProject(claire)
  const off = async (page: Page, name: string, week: number) => {
    const from = addDays(monday, 7 * week)
    const answer = await page.request.post('/api/school/holidays', {
      headers: { Origin: server.origin },
      data: { holidays: [{ from, to: addDays(from, 4), name }] },
    })
    expect(answer.status(), await answer.text()).toBe(201)
  }
  await off(claire, 'Semaine blanche', 3)
  await off(jonas, 'Winterferien', 4)

  await claire.goto(`/p/${projectId}/pages`)
  await openPlan(claire)
  const free = (page: Page, name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
  await expect(free(claire, 'Without lessons: Collège Jean-Moulin')).toContainText('Semaine blanche')
  await expect(free(claire, 'Without lessons: Gesamtschule am Markt')).toContainText('Winterferien')
  // Mareike's lesson is in the week that her school is off, and Claire's school is not asked.
  await expect(card(claire, 'Das Buch vorlesen')).toContainText('Gesamtschule am Markt is off: Winterferien.')

  await claire.getByRole('button', { name: 'Add', exact: true }).click()
  await claire.getByRole('menuitem', { name: 'From a timetable…' }).click()
  const dialog = claire.getByRole('dialog', { name: 'Sessions from a timetable' })
  const choose = async (text: string) => {
    const chooser = claire.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: 'Choose a file' }).click()
    await (await chooser).setFiles({ name: 'me.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) })
  }
  await choose('no calendar')
  await expect(dialog.getByRole('alert')).toContainText('is not a calendar that can be read')
  await choose(timetable(3))
  await expect(dialog.getByRole('checkbox')).toHaveCount(3)
  await expect(dialog.getByText('Collège Jean-Moulin is off: Semaine blanche.')).toBeVisible()
  await expectNoBarrier(claire)
  await dialog.getByRole('checkbox').first().press('Space')
  await dialog.getByRole('checkbox').nth(1).press('Space')
  await dialog.getByRole('button', { name: 'Add 2 sessions' }).click()
  await expect(card(claire, 'HISTOIRE 5e B')).toHaveCount(2)
  await expect(card(claire, 'HISTOIRE 5e B').first()).toContainText('Room B14')
  await claire.keyboard.press('Control+z')
  await expect(card(claire, 'HISTOIRE 5e B')).toHaveCount(0)

  await jonas.goto(`/p/${projectId}/pages`)
  await openPlan(jonas)
  await expect(free(jonas, 'Without lessons: Collège Jean-Moulin')).toContainText('Semaine blanche')
  await expect(free(jonas, 'Without lessons: Gesamtschule am Markt')).toContainText('Winterferien')

  const steps = [
    ['Louise T.', 'en-GB', 'Measure our rivers'],
    ['Alix M.', 'fr-FR', 'Mesurer nos rivières'],
    ['Anna S.', 'de-DE', 'Unsere Flüsse messen'],
  ] as const
  for (const [name, locale, title] of steps) {
    const pupil = await enterPupil(name, { locale })
    await pupil.goto(`/p/${projectId}/pages`)
    await expect(pupil.getByRole('listitem').filter({ hasText: title })).toBeVisible()
  }
})

test('the code of a plan comes with the hand on its link, and no canvas comes with it', async ({ enter }) => {
  const claire = await enter(teachers.claire)
  await claire.goto(`/p/${await epiProject(claire)}/pages`)
  const code = claire.waitForRequest(/\/plan-face-[\w-]+\.js$/)
  await claire.getByRole('link', { name: 'Open the plan' }).hover()
  await code
  await openPlan(claire)
  // A hand that rests on a card's link to a board asks for the board's code, as it should.
  await claire.mouse.move(0, 0)
  await claire.reload()
  await expect(planTable(claire)).toBeVisible()
  const loaded = () => claire.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  expect((await loaded()).filter((name) => /\/canvas(?!-wall)[\w-]*\.js$/.test(name))).toEqual([])
})
