import type { Page } from '@playwright/test'
import { commission, judgedByFrance } from '#test/helpers/judged-demo.ts'
import { bell } from './bells.ts'
import { expect, teachers } from './fixtures.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { testWith } from './with-office.ts'

/* An application that lacks something goes back to its teacher, who completes it after the end of the call; who is near decides nothing. */

const nearOfficer = `
  update users set school_id = (select school_id from credentials c join users u on u.id = c.user_id where c.email = 'claire@demo.school')
    where id = (select user_id from credentials where email = 'vera@demo.school');`
const test = testWith(`${judgedByFrance('claire@demo.school')} ${nearOfficer}`)

/** Opens what they were given, gives everything a three, hands it in: that has a story of its own. */
async function readAll(page: Page, origin: string) {
  const ask = async (method: string, path: string, data?: object) => {
    const answer = await page.request.fetch(path, { method, headers: { Origin: origin }, ...(data && { data }) })
    expect(answer.ok(), `${method} ${path}: ${answer.status()}`).toBe(true)
    return answer.json()
  }
  const { evaluations } = await ask('GET', '/api/evaluations')
  const path = `/api/evaluations/${evaluations[0].id}`
  const { dossier } = await ask('POST', `${path}/gate`, { isNear: false })
  for (const key of dossier.unmarked) await ask('PUT', `${path}/marks/${key}`, { value: 3, comment: '', revision: 0 })
  await ask('POST', `${path}/submit`, {})
}

test('an officer sends it back with what is missing, its teacher completes it and hands it in again', async ({
  enter,
  server,
}) => {
  test.slow()
  const rachid = await enter({ email: commission.officer.email, password: teachers.claire.password })
  await rachid.goto('/office/campaigns')
  await rachid.getByRole('link', { name: /^Deliberation:/ }).click()
  await rachid.getByRole('button', { name: /^Send back:/ }).click()
  const dialog = rachid.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Send back' }).click()
  await expect(dialog.getByLabel('What is missing')).toBeFocused()
  await dialog.getByLabel('What is missing').fill('Three declarations are not answered.')
  const until = new Date(Date.now() + 3 * 24 * 60 * 60_000).toISOString().slice(0, 16)
  await dialog.getByLabel('To be handed in again before').fill(until)
  await expectNoBarrierInAnySight(rachid, 'an application that is sent back')
  await dialog.getByRole('button', { name: 'Send back' }).click()
  const waiting = rachid.getByRole('list', { name: 'Sent back to be completed' })
  await expect(waiting.getByText('Three declarations are not answered.')).toBeVisible()
  await expectNoBarrierInAnySight(rachid, 'a deliberation that waits')

  const claire = await enter(teachers.claire)
  await claire.goto('/')
  await expect(claire.getByText('Sent back by the office to be completed.')).toBeVisible()
  await bell(claire).click()
  await expect(claire.getByText(/^Your application is sent back to be completed: National Quality Label/)).toBeVisible()
  await claire.goto('/')
  await claire.getByRole('list', { name: 'Applications' }).getByRole('link').first().click()
  await expect(claire.getByText('Three declarations are not answered.')).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'an application to be completed')
  const id = new URL(claire.url()).pathname.split('/').at(-1)
  for (const field of ['contributed', 'collaborative', 'data_respected']) {
    const data = { text: 'yes', revision: 0 }
    const path = `/api/applications/${id}/answers/${field}`
    expect((await claire.request.put(path, { data, headers: { Origin: server.origin } })).status()).toBe(200)
  }
  await claire.reload()
  await claire.getByRole('button', { name: 'Hand in' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Hand in' }).click()
  await expect(claire.getByText(/^Handed in on/)).toBeVisible()

  await rachid.reload()
  await expect(rachid.getByRole('button', { name: /^Send back:/ })).toBeVisible()
  await expect(waiting).toHaveCount(0)

  await rachid.getByRole('button', { name: 'Give to readers' }).click()
  await expect(rachid.getByText('2 readings were given out.')).toBeVisible()
  for (const name of ['ines', 'paul'] as const)
    await readAll(await enter({ email: commission[name].email, password: teachers.claire.password }), server.origin)
  await rachid.reload()
  await rachid.getByRole('button', { name: /^Decide:/ }).click()
  const near = rachid.getByRole('dialog').getByRole('checkbox', { name: 'Vera Lang' })
  await expect(near).toBeDisabled()
  await expect(near).toHaveAccessibleName(/Vera Lang.*Does not decide here/)
  await expect(rachid.getByRole('dialog').getByRole('checkbox', { name: 'Paul Weiss' })).toBeEnabled()
  await expectNoBarrierInAnySight(rachid, 'a decision that somebody is too near to')
})
