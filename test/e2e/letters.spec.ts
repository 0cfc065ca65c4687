import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { readPdf } from '#test/helpers/read-pdf.ts'
import { unpackedOf } from '#test/helpers/unpacked.ts'
import { allowRefusedAnswers, expect, teachers } from './fixtures.ts'
import { expectNoBarrierInAnySight, expectNoBarrierInLayer } from './sights.ts'
import { testWith } from './with-office.ts'

/* Letters about awards: prepared, what is missing mended, looked at, signed, sent, replaced; exactly the awarded are named. */

/** Claire is director. Lyon and Rennes have a label each, and Lyon one that was withdrawn; Rennes has a rector already. */
const awarded = `
  insert into mandates (user_id, office_id, post, from_date, created_at)
  select c.user_id, o.school_id, 'director', '2020-01-01', now()
  from offices o, credentials c where c.email = 'claire@demo.school' and o.country_code = 'FR';
  insert into region_contacts (region_id, kind, name, salutation, address, from_date)
  select id, 'rector', 'Yann Le Goff', 'Monsieur le recteur', 'Rectorat, Rennes', '2020-01-01'
  from regions where name = 'Rennes';
  with one as (select id, name, row_number() over (order by name, id) as n from projects where kind <> 'circle'),
  place as (select distinct on (r.name) s.*, r.name as region from schools s join regions r on r.id = s.region_id
    where s.country_code = 'FR' and s.kind = 'school' order by r.name, s.name),
  given as (select * from (values (1, 'Lyon', false), (2, 'Rennes', false), (3, 'Lyon', true)) as v(n, region, gone))
  insert into awards (scheme, project_id, school_id, region_id, country_code, shown, awarded_on, code, withdrawn_at)
  select 'national_label', one.id, place.id, place.region_id, 'FR', jsonb_build_object('people', '[]'::jsonb, 'project', one.name,
    'schools', jsonb_build_array(jsonb_build_object('id', place.id, 'name', place.name, 'town', place.town, 'countryCode', 'FR'))),
    now()::date, upper(substr(md5(one.id::text), 1, 16)), case when given.gone then now() end
  from given join one on one.n = given.n join place on place.region = given.region`
const test = testWith(awarded)

const paper = (page: Page) => page.getByRole('article', { name: 'Preview of the letter' })
const toLyon = 'Look at it: Rector, Lyon'

async function mendLyon(page: Page) {
  await page.goto('/office/letters')
  await expect(page.getByText('A region without a rector’s address')).toBeVisible()
  await expect(page.getByText('2 projects named in no letter yet')).toBeVisible()
  await expectNoBarrierInAnySight(page, 'letters before there are any')
  await page.getByRole('link', { name: 'To the contacts of regions' }).click()
  await page.getByRole('button', { name: 'Add a contact: Lyon' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Anne Morel')
  await dialog.getByRole('textbox', { name: 'Form of address' }).fill('Madame la rectrice')
  await dialog.getByRole('textbox', { name: 'Address', exact: true }).fill('92 rue de Marseille, Lyon')
  await dialog.getByRole('button', { name: 'Add a contact' }).click()
  await expect(dialog).toHaveCount(0)
}

async function prepare(page: Page) {
  await page.goto('/office/letters')
  await page.getByRole('button', { name: 'Prepare letters' }).click()
  await expectNoBarrierInLayer(page, 'preparing letters', '[role="dialog"]')
  await page.getByRole('dialog').getByRole('button', { name: 'Prepare', exact: true }).click()
  await expect(page.getByText('Every awarded project is named', { exact: false })).toBeVisible()
}

async function fileOf(page: Page, button: Locator): Promise<Uint8Array> {
  const waiting = page.waitForEvent('download')
  await button.click()
  return readFileSync(await (await waiting).path())
}

const projectsIn = async (page: Page): Promise<string[]> => {
  const items = await paper(page).getByRole('listitem').allTextContents()
  return items.map((text) => text.split(' – ')[0] ?? '')
}

test('letters are prepared, mended, signed, sent and replaced, and name exactly who was awarded', async ({ enter }) => {
  test.slow()
  const claire = await enter(teachers.claire)
  await mendLyon(claire)
  await prepare(claire)
  await expectNoBarrierInAnySight(claire, 'letters of a year')

  await claire.getByRole('link', { name: 'Look at it: Rector, Rennes' }).click()
  await expect(paper(claire)).toContainText('Monsieur le recteur')
  const [inRennes] = await projectsIn(claire)
  await claire.goBack()
  await claire.getByRole('link', { name: toLyon }).click()
  await expect(paper(claire)).toContainText('Madame la rectrice')
  const named = await projectsIn(claire)
  expect(named).toHaveLength(1)
  const [inLyon = ''] = named
  expect(inLyon).not.toBe(inRennes)
  await expectNoBarrierInAnySight(claire, 'a letter')

  await claire.getByRole('button', { name: 'Mark as ready' }).click()
  await claire.getByRole('button', { name: 'Sign the letter' }).press('Enter')
  const asked = claire.getByRole('alertdialog', { name: 'Sign the letter' })
  await expect(asked).toContainText('byte for byte')
  await expectNoBarrierInLayer(claire, 'signing a letter', '[role="alertdialog"]')
  await asked.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(claire.getByText(/^Signed on .* by Claire/)).toBeVisible()

  const { text } = await readPdf(await fileOf(claire, claire.getByRole('button', { name: /^PDF/ })))
  expect(text).toContain(inLyon)
  expect(text).not.toContain(inRennes)
  const word = unpackedOf(Buffer.from(await fileOf(claire, claire.getByRole('button', { name: /^DOCX/ }))))
  expect(word.get('word/document.xml')?.toString()).toContain('Anne Morel')

  await claire.getByRole('button', { name: 'Note as sent' }).click()
  await expectNoBarrierInLayer(claire, 'noting a letter as sent', '[role="dialog"]')
  await claire.getByRole('button', { name: 'Note it' }).click()
  await expect(claire.getByText(/^Sent on .*: post\.$/)).toBeVisible()

  await claire.getByRole('button', { name: 'Take back and replace' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Replace', exact: true }).click()
  await claire.getByRole('link', { name: 'The letter in its place' }).click()
  await expect(claire.getByText('replaces another')).toBeVisible()
  await claire.getByRole('link', { name: 'Letters about awards' }).click()
  await claire.getByRole('tab', { name: /^Register/ }).click()
  await expect(claire.getByRole('row', { name: /Rector, Lyon/ })).toContainText('replaced')
  await expectNoBarrierInAnySight(claire, 'the register of letters')

  // The rest in one go: what is left of it is shown.
  await claire.getByRole('tab', { name: /^Letters/ }).click()
  await claire.getByRole('button', { name: 'Mark as ready (2)' }).click()
  await claire.getByRole('button', { name: 'Sign 2 letters' }).click()
  await claire.getByRole('alertdialog').getByRole('button', { name: 'Sign 2 letters' }).click()
  await expect(claire.getByText('2 of 2 letters done')).toBeVisible()
  await expect(claire.getByText('2 signed', { exact: true })).toBeVisible()
})

test('a template is edited by keyboard, and of two who save both versions are shown', async ({ enter, watch }) => {
  test.slow()
  allowRefusedAnswers(watch)
  const [claire, lea] = [
    await enter(teachers.claire),
    await enter({ email: 'lea@demo.school', password: teachers.claire.password }),
  ]
  const toMayorInEnglish = async (page: Page) => {
    await page.goto('/office/letters')
    await page.getByRole('link', { name: 'Templates of letters' }).click()
    await page.getByRole('link', { name: 'Change it: To mayors, English' }).click()
    const words = page.getByRole('textbox', { name: 'Words of the letter' })
    await words.focus()
    await page.keyboard.press('Control+End')
    return words
  }
  await toMayorInEnglish(lea)
  await lea.keyboard.type(' Léa was here.')
  const words = await toMayorInEnglish(claire)
  await expectNoBarrierInAnySight(claire, 'a template of letters')
  await words.focus()
  await claire.keyboard.press('Control+End')
  await claire.keyboard.press('Enter')
  await claire.keyboard.type('About ')
  await claire.getByRole('button', { name: 'Insert a field' }).press('Enter')
  await claire.getByRole('menuitem', { name: 'Number of projects' }).press('Enter')
  await expect(words.locator('[data-field="projects_count"]')).toHaveText('Number of projects')
  await claire.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(claire.getByText(/^Version 1, .*Claire/)).toBeVisible()

  await lea.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(lea.getByText('Somebody else has changed this')).toBeVisible()
  await expect(lea.getByText('About [Number of projects]', { exact: false })).toBeVisible()
  await expectNoBarrierInAnySight(lea, 'a template that somebody else saved')
  await lea.getByRole('button', { name: 'Keep mine' }).click()
  await lea.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(lea.getByText(/^Version 2, .*Léa/)).toBeVisible()
})
