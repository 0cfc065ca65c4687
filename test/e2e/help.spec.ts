import { expect, teachers, test as base } from './fixtures.ts'
import { openScreen } from './screens.ts'
import { expectNoBarrierInAnySight } from './sights.ts'
import { startDemoWith } from '#test/helpers/office-server.ts'

/* A teacher asks the office of their country; the demonstration has none, so it gets one before its server starts. */

/** Nadia is the correspondent of Lyon's region, Léa an officer; Hugo has waited for twenty days. */
const office = `
  with office as (
    insert into schools (kind, name, town, country_code, time_zone)
    values ('office', 'Bureau de France', 'Poitiers', 'FR', 'Europe/Paris') returning id
  ), opened as (
    insert into offices (school_id, country_code, opened_on) select id, 'FR', '2020-01-01' from office
  ), given as (
    insert into mandates (user_id, office_id, post, region_id, from_date, created_at)
    select c.user_id, office.id, case c.email when 'nadia@demo.school' then 'correspondent' else 'officer' end,
      case c.email when 'nadia@demo.school' then s.region_id end, '2020-01-01', now()
    from office, credentials c join users u on u.id = c.user_id join schools s on s.id = u.school_id
    where c.email in ('nadia@demo.school', 'lea@demo.school')
  )
  insert into help_requests (office_id, region_id, asked_by, user_id, kind, title, holder, asked_at, waiting_since, changed_at)
  select office.id, s.region_id, u.id, u.id, 'technical', 'The camera stays dark', 'office', at, at, at
  from office, (select now() - interval '20 days' as at) then_, credentials c
    join users u on u.id = c.user_id join schools s on s.id = u.school_id
  where c.email = 'hugo@demo.school'`

const test = base.extend({
  server: [
    async ({}, use) => {
      const server = await startDemoWith(office)
      await use(server)
      await server.dispose()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

const places = 'Places'

test('a teacher asks, the correspondent answers and hands over, the office closes', async ({ enter }) => {
  test.slow()
  const password = teachers.claire.password
  const [claire, nadia, lea, jonas] = [
    await enter(teachers.claire),
    await enter({ email: 'nadia@demo.school', password }),
    await enter({ email: 'lea@demo.school', password }),
    await enter(teachers.jonas),
  ]
  // What loads for long is no screen yet, and has barriers that no screen has.
  await openScreen(claire, '/help')
  await expect(claire.getByRole('button', { name: 'Ask for help' })).toBeVisible()
  await expectNoBarrierInAnySight(claire, 'help, nothing asked')
  await claire.getByRole('button', { name: 'Ask for help' }).click()
  await claire.getByRole('button', { name: 'Send the question' }).click()
  await expect(claire.getByText('Say in a few words what you ask.')).toBeVisible()
  await claire.getByLabel('In a few words').fill('A first project')
  await claire.getByLabel('Your question').fill('How do we begin?')
  await claire.getByRole('button', { name: 'Send the question' }).click()
  await expect(claire.getByRole('heading', { name: 'A first project', level: 1 })).toBeVisible()

  await lea.goto('/office')
  const waiting = lea.getByRole('list', { name: 'What waits' }).getByRole('listitem')
  await expect(waiting).toHaveText([/The camera stays dark.*Late/, /A first project/])
  await expectNoBarrierInAnySight(lea, 'desk of an office')

  await nadia.goto('/office')
  await nadia.getByRole('link', { name: /^A first project/ }).click()
  await nadia.getByLabel('Your answer').fill('Take a kit.')
  await nadia.getByRole('button', { name: 'Send the answer' }).click()
  await expect(nadia.getByRole('article').filter({ hasText: 'Take a kit.' })).toBeVisible()
  await expect(nadia.getByLabel('Your answer')).toHaveValue('')
  await nadia.getByLabel('Your answer').fill('New to it.')
  await nadia.getByText('A note for the office alone').click()
  await nadia.getByRole('button', { name: 'Keep the note' }).click()
  await expect(nadia.getByRole('article').filter({ hasText: 'New to it.' })).toBeVisible()
  await expectNoBarrierInAnySight(nadia, 'a request for help')
  await nadia.getByRole('button', { name: 'Hand over to the office' }).click()
  await expect(nadia.getByText(/with Bureau de France/)).toBeVisible()

  await claire.goto('/notices')
  await claire.getByRole('link', { name: /Nadia Benali answered your request/ }).click()
  await expect(claire.getByText('Take a kit.')).toBeVisible()
  await expect(claire.getByText('New to it.')).toBeHidden()

  await lea.goto('/notices')
  await lea.getByRole('link', { name: /Nadia Benali handed a request for help over/ }).click()
  await lea.getByRole('button', { name: 'Close the request' }).click()
  await expect(lea.getByText('Closed', { exact: true })).toBeVisible()
  await claire.reload()
  await expect(claire.getByText('A new question opens the request again.')).toBeVisible()

  // Where no office is open, help is the first steps alone.
  await jonas.goto('/')
  const nav = jonas.getByRole('navigation', { name: places })
  await expect(nav.getByRole('link', { name: 'Classrooms' })).toBeVisible()
  await expect(nav.getByRole('link', { name: 'Office' })).toHaveCount(0)
  await nav.getByRole('link', { name: 'Help' }).click()
  await expect(jonas.getByRole('link', { name: 'Make a class and print its cards' })).toBeVisible()
  await expect(jonas.getByRole('link', { name: /^(Questions to the office|Ask a person)/ })).toHaveCount(0)
})

test('a teacher finds a chapter without typing its accent, and goes where it is done', async ({ enter }) => {
  const page = await enter(teachers.claire, { locale: 'fr-FR' })
  await openScreen(page, '/')
  await page.getByRole('navigation').getByRole('link', { name: 'Aide', exact: true }).click()
  await expectNoBarrierInAnySight(page, 'first steps')
  await page.getByRole('searchbox', { name: 'Chercher dans l’aide' }).fill('creer une classe')
  await expect(page.getByRole('status').filter({ hasText: 'chapitre' })).toBeVisible()
  await page.getByRole('link', { name: /^Créer une classe et imprimer ses cartes/ }).click()
  await expect(page.getByRole('heading', { name: 'Créer une classe et imprimer ses cartes', level: 1 })).toBeVisible()
  const picture = page.getByRole('img', { name: /^L’écran d’une classe/ })
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
  await expectNoBarrierInAnySight(page, 'a chapter of the first steps')
  await page.getByRole('link', { name: /^Aller à/ }).click()
  await expect(page).toHaveURL(/\/classrooms$/)
})

test('a pupil finds what pupils do, and nothing that is adults’', async ({ enterPupil }) => {
  const page = await enterPupil('Karl Z.')
  await openScreen(page, '/me')
  await page.getByRole('link', { name: 'First steps' }).click()
  await expect(page.getByRole('link', { name: /^Raise your hand/ })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: /print|project|office/i })).toHaveCount(0)
  await expectNoBarrierInAnySight(page, 'first steps of a pupil')
  await page.getByRole('searchbox', { name: 'Search the help' }).fill('print cards')
  await expect(page.getByText('No chapter has these words.')).toBeVisible()
  await openScreen(page, '/help/guide/teacher_classroom')
  await expect(page.getByText('There is no such chapter here.')).toBeVisible()
  await openScreen(page, '/help/guide/new')
  await expect(page.getByText('You can say yourself how far you have come.')).toBeVisible()
  await expect(page.getByText('The head sees')).toHaveCount(0)
})
