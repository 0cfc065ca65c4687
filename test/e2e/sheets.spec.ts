import type { Download, Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { readPdf } from '#test/helpers/read-pdf.ts'
import { expectNoBarrierInAnyLight } from './barriers.ts'
import { expect, teachers, test } from './fixtures.ts'

/** The EPI of the demonstration: its team, the head's yes, and a file for the oral from plan to paper. */

async function waterProject(page: Page): Promise<string> {
  const { projects }: { projects: { id: string; kind: string }[] } = await (
    await page.request.get('/api/projects')
  ).json()
  return projects.find(({ kind }) => kind === 'school')?.id ?? ''
}

const ownId = async (page: Page): Promise<string> => {
  const { user }: { user: { id: string } } = await (await page.request.get('/api/session')).json()
  return user.id
}

async function sheetOf(page: Page, button: string | RegExp) {
  const coming: Promise<Download> = page.waitForEvent('download')
  await page.getByRole('button', { name: button }).click()
  return readPdf(await readFile(await (await coming).path()))
}

test('a pupil plans the oral and prints it, a teacher finds it at the pupil’s name, the head sees the team', async ({
  enter,
  enterPupil,
}) => {
  test.setTimeout(90_000)
  const rayan = await enterPupil('Rayan T.')
  const project = await waterProject(rayan)

  await test.step('the pupil writes the plan; the time is counted; the PDF waits until it is saved', async () => {
    await rayan.goto(`/p/${project}/oral/${await ownId(rayan)}`)
    const title = rayan.getByRole('textbox', { name: 'What the oral is about' })
    await expect(title).toHaveValue(/Saône/)
    await expectNoBarrierInAnyLight(rayan, 'file for the oral')
    await title.fill('Water and sound in two towns')
    await rayan.getByRole('button', { name: 'Add a part' }).click()
    await expect(rayan.getByText('Longer than 5:00 min')).toBeVisible()
    await rayan.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(rayan.getByText('Write what you say, or remove the part.')).toBeVisible()
    await rayan.getByRole('button', { name: 'Remove part 5' }).click()
    await expect(rayan.getByText('4:45 of 5:00 min')).toBeVisible()
    await expect(rayan.getByRole('button', { name: 'Save as PDF' })).toBeDisabled()
    await rayan.getByRole('button', { name: 'Save', exact: true }).click()
    const pdf = await sheetOf(rayan, 'Save as PDF')
    expect(pdf).toMatchObject({ language: 'en', title: 'File for the oral · Rayan T.' })
    expect(pdf.text).toContain('Water and sound in two towns')
    expect(pdf.text).toMatch(/Cahier de mesures \(page\) [1-9]/)
    expect(pdf.text).toContain('Jury sheet')
  })

  const claire = await enter(teachers.claire)
  await test.step('a teacher opens it from the pupil’s menu and prints it', async () => {
    await claire.goto(`/p/${project}/people`)
    await claire.getByRole('tab', { name: /By school/ }).click()
    await claire.getByRole('button', { name: 'Actions for Rayan T.' }).click()
    await claire.getByRole('menuitem', { name: 'File for the oral' }).click()
    await expect(claire.getByRole('heading', { name: 'File for the oral: Rayan T.' })).toBeVisible()
    await expect(claire.getByRole('heading', { name: 'Water and sound in two towns' })).toBeVisible()
    await expectNoBarrierInAnyLight(claire, 'file for the oral, read')
    expect((await sheetOf(claire, 'Save as PDF')).text).toContain('4:45 min of 5:00 min')
  })

  await test.step('who wrote how much comes as a sheet', async () => {
    await claire.goto(`/p/${project}/pages`)
    await claire
      .getByRole('link', { name: /Cahier de mesures/ })
      .first()
      .click()
    await claire.goto(`${claire.url()}/versions`)
    await claire.getByRole('button', { name: 'Who wrote how much' }).click()
    const { text, alts } = await sheetOf(claire, 'Save as PDF')
    expect(text).toContain('Rayan T.')
    expect(alts.join()).toContain('Rayan T.')
    await claire.keyboard.press('Escape')
  })

  await test.step('the team says who teaches what; the head takes a yes back and says it again with one click', async () => {
    await claire.goto(`/p/${project}/team`)
    await expect(claire.getByText('Claire Fontaine said yes', { exact: false })).toBeVisible()
    await expectNoBarrierInAnyLight(claire, 'team')
    await claire.getByRole('button', { name: 'Add a subject' }).click()
    const dialog = claire.getByRole('dialog', { name: 'Add a subject' })
    await dialog.getByRole('button', { name: 'Add a subject' }).click()
    await expect(dialog.getByText('Name the subject.')).toBeVisible()
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('Sport')
    await dialog.getByRole('button', { name: 'Add a subject' }).click()
    await expect(claire.getByRole('rowheader', { name: 'Sport' })).toBeVisible()
    await claire.goto('/school')
    await claire.getByRole('tab', { name: 'Projects (EPI)' }).click()
    const row = claire.getByRole('row').filter({ hasText: 'L’eau dans la ville' })
    await expect(row).toContainText('Sport')
    await expectNoBarrierInAnyLight(claire, 'teams of the school')
    await row.getByRole('button', { name: /Take the yes back/ }).click()
    await expect(row).toContainText('not yet')
    await row.getByRole('button', { name: /Say yes/ }).click()
    await claire.getByRole('dialog').getByRole('button', { name: 'Say yes' }).click()
    await expect(row.getByText('Yes', { exact: true })).toBeVisible()
    await expect(claire.getByText('Every class is in a project this year.')).toBeVisible()
  })
})
