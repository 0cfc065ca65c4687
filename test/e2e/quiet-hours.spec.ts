import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { serverProcess } from '#test/helpers/server-process.ts'
import { expectNoBarrier } from './barriers.ts'
import { bell } from './bells.ts'
import { allowRefusedAnswers, expect, riversProject, teachers, test as base } from './fixtures.ts'

/*
 * Two schools in two zones, by the server's clock: a file moves it (TEST_CLOCK), which production refuses. Lyon goes by
 * Paris; Leipzig is given the clock of Athens, where everything is an hour later.
 */

interface Clock {
  file: string
  /** Sets the clock of the server to this moment; it goes on from there. */
  goTo(at: string): Promise<void>
}

const test = base.extend<object, { clock: Clock }>({
  clock: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'preau-clock-'))
      const file = join(folder, 'later')
      const goTo = async (at: string) => {
        // Whole at once: half a number is another time.
        await writeFile(`${file}.next`, String(Date.parse(at) - Date.now()))
        await rename(`${file}.next`, file)
      }
      await use({ file, goTo })
      await rm(folder, { recursive: true })
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ clock }, use) => {
      await clock.goTo('2027-01-12T05:50:00Z')
      const server = await serverProcess({ isDemo: true, variables: { TEST_CLOCK: clock.file } })
      await server.start()
      await use(server)
      await server.dispose()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

test.describe.configure({ mode: 'serial' })

const field = (page: Page) => page.getByRole('textbox', { name: 'Message' })
const messageOf = (page: Page, words: string) => page.getByRole('article').filter({ hasText: words })

async function openChat(page: Page) {
  await page.goto(`/p/${await riversProject(page)}/chat`)
  await expect(field(page)).toBeEditable()
}

async function say(page: Page, words: string) {
  await field(page).fill(words)
  await field(page).press('Control+Enter')
  await expect(field(page)).toHaveValue('')
}

/** The demonstration's schools begin with an exception, so that it can be looked at on a Sunday. */
async function endExceptions(page: Page, origin: string) {
  const headers = { Origin: origin, 'Content-Type': 'application/json' }
  const { exceptions }: { exceptions: { id: string }[] } = await (await page.request.get('/api/school/calendar')).json()
  for (const { id } of exceptions)
    expect((await page.request.delete(`/api/quiet-exceptions/${id}`, { headers })).status()).toBe(204)
}

test('what is written before seven is delivered at seven, by the clock of each school', async ({
  enter,
  enterPupil,
  server,
  clock,
}) => {
  const [claire, jonas] = [await enter(teachers.claire), await enter(teachers.jonas)]
  for (const admin of [claire, jonas]) await endExceptions(admin, server.origin)
  const headers = { Origin: server.origin }
  const moved = await jonas.request.patch('/api/school', { headers, data: { timeZone: 'Europe/Athens' } })
  expect(moved.status()).toBe(200)
  // Ten to seven in Lyon, ten to eight in Leipzig.
  const alix = await enterPupil('Alix M.')
  const emma = await enterPupil('Emma L.')
  const anna = await enterPupil('Anna S.')
  // This server makes its demonstration itself, and the German school of that reads German.
  for (const page of [jonas, anna]) await page.request.patch('/api/me', { headers, data: { locale: 'en' } })
  for (const page of [claire, jonas, alix, emma, anna]) await openChat(page)
  await expect(alix.getByText(/^Quiet hours until .*\b0?7:00/)).toBeVisible()
  await expect(anna.getByText(/^Quiet hours until/)).toHaveCount(0)
  await expect(jonas.getByText(/Collège Jean-Moulin: pupils there get what you write then/)).toBeVisible()

  await say(alix, 'Bonjour, qui est réveillé ?')
  await say(alix, 'Moi oui')
  await expect(messageOf(alix, 'qui est réveillé')).toContainText(/Delivered .*\b0?7:00/)
  for (const teacher of [claire, jonas])
    await expect(messageOf(teacher, 'qui est réveillé')).toContainText(/Delivered .*\b0?7:00|Delivered .*\b0?8:00/)
  await say(anna, 'Hallo, ihr Frühaufsteher in Lyon')
  await expect(messageOf(claire, 'Frühaufsteher')).toBeVisible()
  await expect(messageOf(anna, 'Frühaufsteher')).toBeVisible()
  for (const page of [emma, anna]) await expect(messageOf(page, 'qui est réveillé')).toHaveCount(0)
  for (const page of [alix, emma]) await expect(messageOf(page, 'Frühaufsteher')).toHaveCount(0)
  await expectNoBarrier(alix)

  await clock.goTo('2027-01-12T06:00:01Z')
  for (const page of [claire, jonas, alix, emma, anna]) {
    await expect(messageOf(page, 'qui est réveillé')).toHaveCount(1)
    await expect(messageOf(page, 'Moi oui')).toHaveCount(1)
    await expect(messageOf(page, 'Frühaufsteher')).toHaveCount(1)
    await expect(messageOf(page, 'qui est réveillé')).not.toContainText('Delivered')
  }
  await expect(alix.getByText(/^Quiet hours until/)).toHaveCount(0)
  // Each name as its audience may see it.
  for (const page of [claire, emma])
    await expect(messageOf(page, 'Moi oui').or(messageOf(page, 'réveillé')).first()).toContainText('Alix M.')
  for (const page of [jonas, anna]) {
    await expect(page.getByText('Alix M.')).toHaveCount(0)
    await expect(messageOf(page, 'qui est réveillé').getByRole('img', { name: 'France' }).first()).toBeVisible()
  }
  await expect(messageOf(jonas, 'Frühaufsteher')).toContainText('Anna S.')
  for (const page of [claire, alix, emma]) await expect(page.getByText('Anna S.')).toHaveCount(0)
})

/** The server takes what is posted; its answer comes once the returned function is called. */
async function withholdAnswer(page: Page): Promise<() => void> {
  let give = () => {}
  const given = new Promise<void>((resolve) => (give = resolve))
  await page.route(/\/api\/channels\/[\w-]+\/messages$/, async (route) => {
    const response = await route.fetch()
    await given
    await route.fulfill({ response })
  })
  return () => give()
}

test('the bell is silent for a pupil in quiet hours, and rings after them', async ({ enter, enterPupil, clock }) => {
  await clock.goTo('2027-01-12T19:10:00Z')
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  await alix.goto('/notices')
  await expect(alix.getByRole('heading', { level: 1, name: 'Notices' })).toBeVisible()
  await openChat(claire)
  await field(claire).pressSequentially('Demain les bottes @ali')
  await expect(claire.getByRole('option', { name: /Alix M\./ })).toHaveAttribute('aria-selected', 'true')
  await claire.keyboard.press('Enter')
  await claire.keyboard.press('Control+Enter')
  await expect(messageOf(claire, 'Demain les bottes')).toBeVisible()
  await alix.reload()
  await expect(bell(alix)).toHaveAccessibleName('Notices: nothing new')
  await expect(alix.getByText('Demain les bottes')).toHaveCount(0)
  await expectNoBarrier(alix)

  // Nobody sits there overnight: the sessions of the evening end, and open pages would be told so.
  for (const page of [claire, alix]) await page.context().close()
  await clock.goTo('2027-01-13T06:00:01Z')
  const morning = await enterPupil('Alix M.')
  await morning.goto('/notices')
  await expect(bell(morning)).toHaveAccessibleName('Notices: 1 new')
  const notice = morning.getByRole('link', { name: /Claire Fontaine mentioned you/ })
  await expect(notice).toContainText('Demain les bottes @Alix M.')
  await expectNoBarrier(morning)
  await notice.focus()
  await morning.keyboard.press('Enter')
  await expect(messageOf(morning, 'Demain les bottes')).toBeVisible()
  await expect(bell(morning)).toHaveAccessibleName('Notices: nothing new')
})

test('a teacher lets messages through for a time and with a reason, which the audit keeps', async ({
  enter,
  enterPupil,
  clock,
}) => {
  await clock.goTo('2027-01-13T20:00:00Z')
  const claire = await enter(teachers.claire)
  const alix = await enterPupil('Alix M.')
  const emma = await enterPupil('Emma L.')
  for (const page of [alix, emma]) await openChat(page)
  // Whose message comes over the line before the answer sees it once.
  const giveAnswer = await withholdAnswer(alix)
  await say(alix, 'Nous sommes dans le car')
  await expect(messageOf(alix, 'dans le car')).toContainText('Delivered')
  await expect(messageOf(alix, 'dans le car')).toHaveCount(1)
  giveAnswer()
  await expect(alix.getByText('Sending…')).toHaveCount(0)
  await expect(messageOf(alix, 'dans le car')).toHaveCount(1)

  await claire.goto(`/p/${await riversProject(claire)}/settings`)
  await expect(claire.getByText(/^Quiet hours until/).first()).toBeVisible()
  await claire.getByRole('button', { name: 'Let messages through' }).click()
  const dialog = claire.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Let messages through' }).click()
  await expect(dialog.getByText('Say why.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Retour de sortie en car')
  await dialog.getByRole('button', { name: 'Let messages through' }).click()
  await expect(claire.getByText(/^Exception: messages come through until/)).toBeVisible()
  await expectNoBarrier(claire)
  for (const page of [alix, emma]) {
    await expect(messageOf(page, 'dans le car')).toHaveCount(1)
    await expect(messageOf(page, 'dans le car')).not.toContainText('Delivered')
  }
  await claire.getByRole('button', { name: 'End it now' }).click()
  await expect(claire.getByText(/^Exception: messages come through until/)).toHaveCount(0)
  await say(alix, 'On arrive')
  await expect(messageOf(alix, 'On arrive')).toContainText('Delivered')
  await claire.goto('/school')
  await claire.getByRole('tab', { name: 'Audit' }).click()
  await expect(
    claire.getByRole('row', { name: /let messages through in quiet hours.*Retour de sortie en car/ }),
  ).toBeVisible()
})

test('the administration keeps the calendar by hand and from a file', async ({ enter, clock, watch }) => {
  // A calendar that is too long is refused.
  allowRefusedAnswers(watch)
  await clock.goTo('2027-01-14T10:00:00Z')
  const claire = await enter(teachers.claire)
  await claire.goto('/school')
  await claire.getByRole('tab', { name: 'Calendar' }).click()
  await expect(claire.getByText('School hours: messages arrive at once')).toBeVisible()
  await claire.getByRole('button', { name: 'Add days' }).click()
  await claire.getByRole('textbox', { name: 'Name' }).fill('Neige')
  await claire.getByLabel('First day').fill('2027-01-14')
  await claire.getByRole('dialog').getByRole('button', { name: 'Add days' }).click()
  await expect(claire.getByRole('row', { name: /Neige.*14 January 2027/ })).toBeVisible()
  await expect(claire.getByText(/^Neige: quiet until .*15.*\b0?7:00/)).toBeVisible()

  const events = [
    ['DTSTART;VALUE=DATE:20270206', 'DTEND;VALUE=DATE:20270222', 'SUMMARY:Vacances d’hiver'],
    ['DTSTART:20270120T170000Z', 'DTEND:20270120T190000Z', 'SUMMARY:Réunion des parents'],
  ]
  const ics = [
    'BEGIN:VCALENDAR',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ]
  const choose = async (text: string) => {
    const chooser = claire.waitForEvent('filechooser')
    await claire.getByRole('button', { name: 'Choose a file' }).click()
    await (await chooser).setFiles({ name: 'a.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) })
  }
  await claire.getByRole('button', { name: 'Import a calendar' }).click()
  await choose(`BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\nEND:VEVENT\r\n'.repeat(2_000)}END:VCALENDAR`)
  await expect(claire.getByText(/This calendar has more than 1,000 events/)).toBeVisible()
  await choose(ics.join('\r\n'))
  await expect(claire.getByText('1 event that does not last whole days')).toBeVisible()
  await expectNoBarrier(claire)
  await claire.getByRole('button', { name: 'Add 1 entry' }).click()
  await expect(claire.getByRole('row', { name: /Vacances d’hiver.*6.*21 February 2027.*Change/ })).toBeVisible()
  await claire.getByRole('button', { name: 'Remove Neige' }).click()
  await expect(claire.getByText('School hours: messages arrive at once')).toBeVisible()
  await expectNoBarrier(claire)
})
