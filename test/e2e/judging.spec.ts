import type { Page } from '@playwright/test'
import { commission, judgedByFrance } from '#test/helpers/judged-demo.ts'
import { expectNoBarrierInAnyLight } from './barriers.ts'
import { expect, teachers } from './fixtures.ts'
import { tabTo } from './keys.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { testWith } from './with-office.ts'

/* How an application is judged: two readers who differ, a third, the commission, the publication, the certificate. */

const test = testWith(judgedByFrance('claire@demo.school'))

type Asking = (method: string, path: string, data?: object) => Promise<Record<string, never>>

/** What has no screen of its own in this story goes by the doors. */
const askingOf =
  (page: Page, origin: string): Asking =>
  async (method, path, data) => {
    const answer = await page.request.fetch(path, {
      ...{ method, headers: { Origin: origin } },
      ...(data === undefined ? {} : { data }),
    })
    expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true)
    return answer.json()
  }

async function readingsOf(ask: Asking): Promise<string[]> {
  const { evaluations } = (await ask('GET', '/api/evaluations')) as unknown as { evaluations: { id: string }[] }
  return evaluations.map(({ id }) => id)
}

/** Opens it, gives everything this mark, hands it in. */
async function readAll(ask: Asking, value: number) {
  const [id] = await readingsOf(ask)
  const path = `/api/evaluations/${id}`
  const { dossier } = (await ask('POST', `${path}/gate`, { isNear: false })) as unknown as {
    dossier: { unmarked: string[] }
  }
  for (const key of dossier.unmarked) await ask('PUT', `${path}/marks/${key}`, { value, comment: '', revision: 0 })
  await ask('POST', `${path}/submit`, {})
}

/** Says that one is not near, gives the highest mark everywhere and hands it in, with no mouse. */
async function readByKeys(page: Page) {
  await page.goto('/evaluate')
  await tabTo(page, page.getByRole('list', { name: 'Waiting for you' }).getByRole('link'))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'I am not: show it' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Pedagogical approaches' })).toBeVisible()
  const scales = page.getByRole('radiogroup')
  const count = await scales.count()
  expect(count).toBeGreaterThan(4)
  for (let at = 0; at < count; at++) {
    await tabTo(page, scales.nth(at).getByRole('radio'))
    // From the first, back is the last.
    await page.keyboard.press('ArrowUp')
  }
  await expect(page.getByText(`${count} of ${count} marks given · 25 of 25 points`)).toBeVisible()
  await expectNoBarrierInAnySight(page, 'a reading')
  await tabTo(page, page.getByRole('button', { name: 'Hand in' }), 'Tab', 80)
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: 'Hand in' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('As long as somebody else still reads')).toBeVisible()
}

test('two readers differ, a third reads, the commission decides, and the certificate is verified by its page', async ({
  enter,
  server,
}) => {
  test.slow()
  const { password } = teachers.claire
  const people = ['rachid', 'odile', 'ines', 'paul', 'vera'] as const
  const emails = { ...commission, rachid: commission.officer, odile: commission.director }
  const pages = {} as Record<(typeof people)[number], Page>
  for (const name of people) pages[name] = await enter({ email: emails[name].email, password })
  const { rachid, odile } = pages

  await rachid.goto('/office/campaigns')
  await rachid.getByRole('link', { name: /^Deliberation:/ }).click()
  await rachid.getByRole('button', { name: 'Give to readers' }).click()
  await expect(rachid.getByText('2 readings were given out.')).toBeVisible()

  const readers = await Promise.all(
    [pages.ines, pages.paul, pages.vera].map(async (page) => {
      const ask = askingOf(page, server.origin)
      return { page, ask, isFirst: (await readingsOf(ask)).length > 0 }
    }),
  )
  const [first, second] = readers.filter(({ isFirst }) => isFirst)
  const third = readers.find(({ isFirst }) => !isFirst)
  if (!first || !second || !third) throw new Error('two of three read it')
  await readByKeys(first.page)
  expect(await readingsOf(third.ask)).toEqual([])
  await readAll(second.ask, 3)
  await readAll(third.ask, 4)
  await first.page.reload()
  await expect(first.page.getByText('All are in. What the others gave stands beside yours.')).toBeVisible()
  await expect(first.page.getByText('Reader 3').first()).toBeVisible()

  await rachid.reload()
  await expect(rachid.getByText('3 of 3 readings are handed in.')).toBeVisible()
  await expectNoBarrierInAnySight(rachid, 'a deliberation')
  await rachid.getByRole('button', { name: /^Decide:/ }).click()
  const decision = rachid.getByRole('dialog')
  await expect(decision.getByText('so a third has read it')).toBeVisible()
  await expectNoBarrierInAnyLight(rachid)
  await decision.getByText('awarded', { exact: true }).click()
  for (const name of ['Odile Martin', 'Rachid Amrani', 'Inès Caron'])
    await decision.getByText(name, { exact: true }).click()
  await decision.getByLabel('Feedback: Pedagogical approaches').fill('They asked their own questions.')
  await decision.getByRole('button', { name: 'Write it down' }).click()
  await expect(rachid.getByText('The director publishes when all is decided.')).toBeVisible()
  await expect(rachid.getByText('1 of 1 are decided.')).toBeVisible()

  await odile.goto(new URL(rachid.url()).pathname)
  await odile.getByRole('button', { name: 'Publish', exact: true }).click()
  const asked = odile.getByRole('alertdialog')
  await expect(asked.getByText('This is not taken back.', { exact: false })).toBeVisible()
  await asked.getByRole('button', { name: 'Publish', exact: true }).click()
  await odile.getByRole('link', { name: 'Awards' }).click()
  const awards = odile.getByRole('table', { name: 'Awards' })
  await expect(awards.getByText('Claire Fontaine')).toBeVisible()
  await expectNoBarrierInAnySight(odile, 'the awards of an office')
  const paper = await odile.request.get(
    (await awards.getByRole('link', { name: /^Certificate.*National/ }).getAttribute('href')) ?? '',
  )
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-')

  const page =
    (await awards
      .getByRole('link', { name: /National Quality Label/ })
      .first()
      .getAttribute('href')) ?? ''
  await third.page.goto(page)
  await expect(third.page.getByText('This certificate is valid.')).toBeVisible()
  await expect(third.page.getByText('Claire Fontaine')).toBeVisible()
  await expectNoBarrierInAnyLight(third.page)

  const claire = await enter(teachers.claire)
  await claire.goto('/network/profile')
  const own = claire.getByRole('list', { name: 'Recognised' })
  await expect(own.getByRole('link', { name: /^National Quality Label/ })).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'what one was recognised for')

  await awards.getByRole('button', { name: /^Withdraw: National/ }).click()
  const withdrawal = odile.getByRole('dialog')
  await withdrawal.getByLabel('Reason').fill('It was given by mistake.')
  await withdrawal.getByRole('button', { name: 'Withdraw', exact: true }).click()
  // With what was given along with it.
  await expect(awards.getByText('It was given by mistake.')).toHaveCount(2)
  await claire.reload()
  await expect(own.getByText('withdrawn')).toHaveCount(2)
  await third.page.reload()
  await expect(third.page.getByText('This award was withdrawn.', { exact: false })).toBeVisible()
})
