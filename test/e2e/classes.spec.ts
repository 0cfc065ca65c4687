import type { Page } from '@playwright/test'
import { encode } from 'uqr'
import { expect, teachers, test } from './fixtures.ts'

/** A card before the camera of a browser that reads no codes by itself. */
async function holdCard(page: Page, text: string) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  await page.addInitScript(
    ({ rows, side }) => {
      Reflect.deleteProperty(globalThis, 'BarcodeDetector')
      navigator.mediaDevices.getUserMedia = async () => {
        const canvas = document.createElement('canvas')
        canvas.width = 640
        canvas.height = 480
        const context = canvas.getContext('2d')
        const draw = () => {
          if (!context) return
          context.fillStyle = '#bbb'
          context.fillRect(0, 0, 640, 480)
          const module = 300 / side
          for (const [y, row] of rows.entries())
            for (const [x, isDark] of row.entries()) {
              context.fillStyle = isDark ? '#222' : '#eee'
              context.fillRect(170 + x * module, 90 + y * module, module + 1, module + 1)
            }
        }
        setInterval(draw, 100)
        draw()
        return canvas.captureStream(10)
      }
    },
    { rows: data, side: size },
  )
}

test('a list out of a school’s software becomes cards, which are not left unprinted, come again as they were and open by the camera', async ({
  enter,
  browserOf,
}) => {
  const page = await enter(teachers.jonas)
  await page.goto('/classrooms')
  await page.getByRole('button', { name: 'Make a classroom' }).first().click()
  await page.getByRole('textbox', { name: 'Name of the classroom' }).fill('Klasse 9d')
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await page.getByRole('button', { name: 'Add pupils' }).click()
  const list = '1\tWeber\tMia\t12.03.2012\n2\tKaya\tEmre\t01.09.2012\n3\tWeber\tMia\t30.11.2011'
  await page.getByRole('textbox', { name: 'Names of the pupils' }).fill(list)
  await page.getByRole('button', { name: 'Check the list' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('We read “Weber” as a first name')).toBeVisible()
  await dialog.getByRole('button', { name: 'Swap first name and family name' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Name of line 1' })).toHaveValue('Mia W.')
  await expect(dialog.getByRole('textbox', { name: 'Name of line 3' })).toHaveValue('Mia We.')
  await dialog.getByRole('button', { name: 'Add 3 pupils' }).click()

  await page.getByRole('button', { name: 'Print cards' }).click()
  const answer = page.waitForResponse((response) => response.url().endsWith('/cards'))
  await page.getByRole('button', { name: 'Make 3 cards' }).click()
  const { cards }: { cards: { url: string }[] } = await (await answer).json()
  const sheet = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Mia W.', exact: true }) })
  await expect(sheet).toBeVisible()
  const codes = () => page.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/).allTextContents()
  const made = await codes()
  expect(new Set(made).size).toBe(3)
  const closesAtOnce = () => page.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })))
  expect(await closesAtOnce()).toBe(false)
  await page.goBack()
  const leaving = page.getByRole('alertdialog', { name: 'Leave without printing the 3 cards?' })
  await leaving.getByRole('button', { name: 'Stay here' }).click()
  await expect(sheet).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await leaving.getByRole('button', { name: 'Leave without printing' }).click()

  await page.getByRole('button', { name: 'Print cards' }).click()
  await expect(dialog.getByRole('radio', { name: /The same 3 cards again/ })).toBeChecked()
  await dialog.getByLabel('Your password').fill(teachers.jonas.password)
  await dialog.getByRole('button', { name: 'Show 3 cards' }).click()
  await expect(sheet).toBeVisible()
  expect(await codes()).toEqual(made)

  const pupil = await (await browserOf()).newPage()
  await holdCard(pupil, cards[0]?.url ?? '')
  await pupil.goto('/join')
  await pupil.getByRole('button', { name: 'Scan with the camera' }).click()
  await expect(pupil.getByText(/^Are you (Mia|Emre)/)).toBeVisible({ timeout: 15_000 })
})

test('a project that was archived by mistake is brought back, and one of its many people is found', async ({
  enter,
  server,
}) => {
  const page = await enter(teachers.jonas)
  const { projects }: { projects: { id: string; kind: string }[] } = await (
    await page.request.get('/api/projects')
  ).json()
  await page.goto(`/p/${projects.find(({ kind }) => kind === 'european')?.id}/people`)
  const search = page.getByRole('searchbox', { name: 'Find by name, group, school' })
  await search.click()
  await page.keyboard.type('greta', { delay: 90 })
  await expect(page.getByText('1 person', { exact: true })).toBeVisible()
  await expect(page.getByRole('row')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(page.getByText('1 person', { exact: true })).toHaveCount(0)

  const draft = { kind: 'school', name: 'Our hedgehogs', summary: '', cover: 4, languages: ['fr'], subjects: [] }
  const made = await page.request.post('/api/projects', {
    headers: { Origin: server.origin },
    data: { ...draft, ageFrom: 11, ageTo: 12, start: 'alone' },
  })
  const { id }: { id: string } = await made.json()
  await page.goto(`/p/${id}/settings`)
  await page.getByRole('button', { name: 'Archive the project' }).click()
  const asked = page.getByRole('alertdialog', { name: 'Archive the project?' })
  await expect(asked).toContainText('For 30 days you can bring the project back')
  await asked.getByRole('button', { name: 'Archive the project' }).click()
  await expect(page.getByText('it can be read, not changed')).toBeVisible()
  await page.goto(`/p/${id}/people`)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Bring it back' }).click()
  await expect(page.getByRole('button', { name: 'Archive the project' })).toBeVisible()
})
