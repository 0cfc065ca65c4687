import { expect, type Page, test } from '@playwright/test'
import { expectNoBarrier, expectNoBarrierInAnyLight } from './barriers.ts'
import { saved, textOf, typeAtEnd, wordsOf } from './fixtures.ts'
import {
  approveOnDesk,
  bringSecondStep,
  choose,
  comeByLink,
  confirmSignUp,
  introduce,
  makeClass,
  openOnDesk,
  openProgramme,
  type Programme,
  signUp,
  takePost,
} from './programme-people.ts'
import { liveOtherKinds } from './programme-kinds.ts'
import { expectNoBarrierInAnySight } from './sights.ts'

/* The programme from an empty database: offices, teachers, and the whole life of a European project; then one of each other kind. */

let programme: Programme
test.beforeAll(async () => {
  programme = await openProgramme()
})
test.afterAll(() => programme.close())

type Name = 'ingrid' | 'fabienne' | 'dieter' | 'camille' | 'lea' | 'jonas' | 'paul' | 'giulia' | 'nina'
/** Who is here, each in a browser of their own. */
const here: Record<Name, Page> = {} as never
const known = { france: '', germany: '', project: '', page: '' }

const today = () => new Date().toISOString().slice(0, 10)
const done: Programme['done'] = (...asked) => programme.done(...asked)
const refused: Programme['refused'] = (...asked) => programme.refused(...asked)

async function setUpEurope(page: Page) {
  const [, token = ''] = /\/setup(#\S+)/.exec(await programme.server.output()) ?? []
  await page.goto(`/setup${token}`)
  await page.getByText('The office of Europe').click()
  await page.getByLabel('Name of the office').fill('Office of Europe')
  await page.getByLabel('Town').fill('Brussels')
  await choose(page, 'Country', 'Belgium')
  await introduce(page, 'Ingrid Larsen', 'ingrid@office.test')
  await page.getByRole('button', { name: 'Open the office' }).click()
  await page.getByRole('navigation').getByRole('link', { name: 'Office', exact: true }).click()
  await expect(page.getByText('Your post at this office needs a second step').first()).toBeVisible()
  await bringSecondStep(page)
  await page.goto('/office')
  await expect(page.getByText('Nothing waits.')).toBeVisible()
  await expectNoBarrier(page, 'an empty desk')
  await page.getByRole('link', { name: 'People of the office' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'People of the office' })).toBeVisible()
  await expectNoBarrier(page, 'people of an office')
}

async function openOffices(page: Page) {
  await page.getByRole('button', { name: 'Open the office of a country' }).click()
  await choose(page, 'Country', 'France')
  await page.getByLabel('Name of the office').fill('Bureau de France')
  await page.getByLabel('Town').fill('Poitiers')
  await page.getByLabel('E-mail of the director').fill('fabienne@office.test')
  await expectNoBarrier(page, 'opening an office')
  await page.getByRole('dialog').getByRole('button', { name: 'Open the office of a country' }).click()
  await expect(page.getByText('A letter with a link is on its way to fabienne@office.test.')).toBeVisible()
  const germany = { name: 'Stelle in Deutschland', town: 'Bonn', countryCode: 'DE' }
  const made = await done(page, 'POST /api/offices', { office: germany, email: 'dieter@office.test' })
  known.germany = made.office.id
}

async function takeDirectorsPost(page: Page, name: string, email: string) {
  await takePost(page, await programme.mailed(email, '/invite'), { name, email })
  await expect(page.getByRole('navigation').first()).toBeVisible()
  await bringSecondStep(page)
}

async function letTeachersSignUp() {
  const { fabienne, dieter } = here
  await fabienne.goto('/office/people')
  await fabienne.getByRole('switch', { name: 'Teachers of the country may sign up by themselves' }).press('Space')
  await fabienne.getByRole('button', { name: 'Save' }).click()
  await expect(fabienne.getByText('Saved.')).toBeVisible()
  known.france = (await done(fabienne, 'GET /api/offices')).offices[0].office.id
  await done(dieter, `PATCH /api/offices/${known.germany}`, { allowsSignUp: true })
}

/** The correspondent of a region, who is an officer too, confirmed by the director. */
async function nameCorrespondent(director: Page, page: Page) {
  await director.getByRole('button', { name: 'Give a mandate' }).click()
  await choose(director, 'Region', 'Lyon')
  await director.getByRole('dialog').getByRole('textbox', { name: 'E-mail' }).fill('camille@office.test')
  await expectNoBarrier(director, 'giving a mandate')
  await director.getByRole('dialog').getByRole('button', { name: 'Give a mandate' }).click()
  const email = 'camille@office.test'
  await takePost(page, await programme.mailed(email, '/invite'), { name: 'Camille Blanc', email })
  await expect(page.getByRole('heading', { name: 'Almost there' })).toBeVisible()
  await director.goto('/school')
  await director.getByRole('button', { name: 'Confirm Camille Blanc' }).click()
  await expect(director.getByText('Camille Blanc is now a colleague here.')).toBeVisible()
  await director.goto('/office/people')
  await expect(director.getByRole('row', { name: /Camille Blanc.*Correspondent.*Lyon/ })).toBeVisible()
  const mandates = `/api/offices/${known.france}/mandates`
  const { staff } = await done(director, `GET ${mandates}`)
  const { id: userId } = staff.find(({ displayName }: { displayName: string }) => displayName === 'Camille Blanc')
  await done(director, `POST ${mandates}`, { userId, post: 'officer', from: today() })
  await bringSecondStep(page)
  await director.getByRole('link', { name: 'Regions', exact: true }).click()
  await expect(director.getByText('Correspondent: Camille Blanc.')).toBeVisible()
  await expectNoBarrier(director, 'regions of an office')
}

/** Without a script and without an account. */
async function findCorrespondent(visitor: Page, reader: Page) {
  await visitor.goto('/offices')
  await visitor.getByRole('link', { name: 'France' }).click()
  await visitor.getByLabel('Region, town or code of your school').fill('lyon')
  await visitor.getByRole('button', { name: 'Find' }).click()
  await visitor.getByRole('link', { name: 'Lyon' }).first().click()
  await expect(visitor.getByRole('heading', { level: 1, name: 'Lyon' })).toBeVisible()
  await expect(visitor.getByText('Camille Blanc')).toBeVisible()
  await reader.goto(visitor.url())
  await expectNoBarrier(reader, 'public page of a region')
}

async function signUpByScreen(page: Page) {
  await page.goto('/register')
  await choose(page, 'Country', 'France')
  await page.getByLabel(/Name and town/).fill('college des quais lyon')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'My school is not in the list' }).click()
  await page.getByLabel('Name of the school').fill('Collège des Quais')
  await page.getByLabel('Town').fill('Lyon')
  await choose(page, 'Region', 'Lyon')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('at least 20 characters')).toBeVisible()
  await expectNoBarrierInAnySight(page, 'sign-up of a school')
  await page.getByLabel(/How can the office see/).fill('www.college-des-quais.test names its staff')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Your name').fill('Léa Martin')
  await page.getByLabel('E-mail').fill('lea@ac.test')
  await page.getByRole('button', { name: 'Send me the link' }).click()
  await expect(page.getByText('A letter to lea@ac.test is on its way.')).toBeVisible()
  await confirmSignUp(page, await programme.mailed('lea@ac.test', '/register/confirm'))
  await expect(page.getByText(/Bureau de France looks at it/)).toBeVisible()
}

async function askAndAnswer(officer: Page, lea: Page) {
  await openOnDesk(officer, 'Léa Martin')
  await expectNoBarrierInAnyLight(officer, 'an approval')
  await officer.getByRole('button', { name: 'Refuse' }).press('Enter')
  const refusing = officer.getByRole('dialog', { name: 'Refuse' })
  await refusing.getByRole('button', { name: 'Refuse' }).press('Enter')
  await expect(refusing.getByText('Write some words first.')).toBeVisible()
  await expectNoBarrierInAnyLight(officer, 'refusing')
  await officer.keyboard.press('Escape')
  await officer.getByRole('button', { name: 'Ask something' }).press('Enter')
  const asking = officer.getByRole('dialog', { name: 'Ask something' })
  await asking.getByLabel('Your words').fill('Which classes do you teach?')
  await asking.getByRole('button', { name: 'Ask something' }).press('Enter')
  await expect(officer.getByText('Your question is sent.')).toBeVisible()
  await lea.reload()
  await expect(lea.getByText('Which classes do you teach?')).toBeVisible()
  await expectNoBarrier(lea, 'a question to who waits')
  await lea.getByLabel('Your answer').fill('The fifth form, in German')
  await lea.getByRole('button', { name: 'Send' }).click()
  await expect(lea.getByText('Why you are waiting')).toBeVisible()
  await approveOnDesk(officer, 'Léa Martin')
  await lea.getByRole('button', { name: 'Check again' }).click()
  await expect(lea.getByRole('navigation').first()).toBeVisible()
}

async function foundTogether(lea: Page, jonas: Page) {
  await makeClass(programme, lea, 'Zoé Petit')
  await lea.goto('/projects/new?kind=european&start=alone')
  await lea.getByRole('button', { name: 'Next' }).click()
  await lea.getByLabel('Name of the project').fill('Two rivers')
  await lea.getByRole('button', { name: 'Next' }).click()
  await lea.getByRole('checkbox', { name: /^Class/ }).check({ force: true })
  await lea.getByRole('button', { name: 'Start a project' }).click()
  await lea.waitForURL(/\/p\/[\w-]{36}\/pages/)
  known.project = /\/p\/([\w-]{36})/.exec(lea.url())?.[1] ?? ''
  await expect(lea.getByText('This project is a draft')).toBeVisible()
  await expectNoBarrier(lea, 'a draft')
  await lea.getByRole('button', { name: 'Send it' }).click()
  await lea.getByRole('dialog', { name: 'Send it' }).getByRole('button', { name: 'Send it' }).click()
  await lea.getByRole('button', { name: 'Find a second school' }).click()
  await lea.getByLabel('Their e-mail address').fill('jonas@school.test')
  await expectNoBarrier(lea, 'asking a second founder')
  await lea.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(lea.getByText('It is asked. Send this link too.')).toBeVisible()
  await jonas.goto('/')
  await jonas.getByRole('button', { name: /^Start it together/ }).click()
  await expect(jonas.getByText('This project waits to be approved')).toBeVisible()
  await expectNoBarrierInAnyLight(jonas, 'a project that waits')
}

async function approveByBoth() {
  const { fabienne, dieter, lea, jonas } = here
  const pupils = `POST /api/projects/${known.project}/pupils`
  const { classroomId } = await makeClass(programme, jonas, 'Kai Winter')
  expect(await refused(jonas, pupils, { classroomId })).toBe('409 pupils_wait')
  await approveOnDesk(fabienne, 'Two rivers')
  await lea.goto(`/p/${known.project}/pages`)
  await expect(lea.getByRole('link', { name: 'Bureau de France: yes' })).toBeVisible()
  await approveOnDesk(dieter, 'Two rivers')
  await lea.reload()
  await expect(lea.getByRole('heading', { level: 1 })).toBeVisible()
  expect((await done(lea, `GET /api/projects/${known.project}`)).project.state).toBe('open')
  await done(jonas, pupils, { classroomId })
}

/** A teacher of a third country brings a pupil, who writes, and the school leaves again. */
async function comeAndLeave() {
  const { giulia, nina, lea } = here
  const path = `/api/projects/${known.project}`
  await comeByLink(programme, lea, giulia, { projectId: known.project, name: 'Giulia Conti', country: 'IT' })
  const { classroomId, card } = await makeClass(programme, giulia, 'Nina Ferri')
  await done(giulia, `POST ${path}/pupils`, { classroomId })
  const content = { type: 'doc', content: [{ type: 'paragraph' }] }
  known.page = (
    await done(lea, `POST ${path}/documents`, { kind: 'page', title: 'Birds', access: 'project', content })
  ).id
  await done(nina, 'POST /api/session', { card, isSharedDevice: false })
  await nina.goto(`/page/${known.page}`)
  await typeAtEnd(nina, 'Un airone grigio')
  await expect(saved(nina)).toBeVisible()
  await giulia.goto(`/p/${known.project}/settings`)
  await giulia.getByRole('button', { name: 'Leave with my school' }).click()
  const leaving = giulia.getByRole('alertdialog', { name: 'Leave with my school' })
  await expectNoBarrierInAnyLight(giulia, 'leaving')
  await leaving.getByRole('button', { name: 'Leave with my school' }).click()
  await expect(giulia.getByText('Your school has left the project.')).toBeVisible()
  expect(await refused(nina, `GET ${path}`)).toBe('404 not_found')
  await lea.goto(`/page/${known.page}`)
  await expect(textOf(lea)).toBeVisible()
  await expect.poll(() => wordsOf(lea)).toContain('Un airone grigio')
  const { former } = await done(lea, `GET ${path}/people`)
  expect(former).toHaveLength(2)
  // Of another school's pupil nobody here ever read the name.
  expect(JSON.stringify(former)).not.toContain('Nina')
}

async function closeAndArchive(lea: Page) {
  await lea.goto(`/p/${known.project}/settings`)
  for (const [deed, said] of [
    ['Close the project', 'The project is closed.'],
    ['Archive the project', 'The project is archived.'],
  ] as const) {
    await lea.getByRole('button', { name: deed }).click()
    await lea.getByRole('alertdialog').getByRole('button', { name: deed }).click()
    await expect(lea.getByText(said, { exact: true })).toBeVisible()
  }
  await expectNoBarrier(lea, 'an archived project')
  expect((await done(lea, `GET /api/projects/${known.project}`)).project.state).toBe('archived')
}

test('the programme begins, a European project is lived to its archive, and one of each other kind', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const open = async (...names: Name[]) => {
    for (const name of names) here[name] = await programme.open(browser)
  }
  await open('ingrid', 'fabienne', 'dieter', 'camille', 'lea', 'jonas', 'paul', 'giulia', 'nina')
  await test.step('Europe is set up and opens the offices of two countries', async () => {
    await setUpEurope(here.ingrid)
    await openOffices(here.ingrid)
    await takeDirectorsPost(here.fabienne, 'Fabienne Roux', 'fabienne@office.test')
    await takeDirectorsPost(here.dieter, 'Dieter Kranz', 'dieter@office.test')
    await letTeachersSignUp()
  })
  await test.step('a correspondent is named, and found by everybody', async () => {
    await nameCorrespondent(here.fabienne, here.camille)
    await findCorrespondent(await programme.open(browser, { javaScriptEnabled: false }), await programme.open(browser))
  })
  await test.step('teachers sign up; one is asked something first; they are validated', async () => {
    await signUpByScreen(here.lea)
    await signUp(programme, here.jonas, 'Jonas Weber', { name: 'Rheinschule', town: 'Bonn', country: 'DE' })
    await askAndAnswer(here.fabienne, here.lea)
    await approveOnDesk(here.dieter, 'Jonas Weber')
  })
  await test.step('a European project is founded, accepted, approved by both offices, and open', async () => {
    await foundTogether(here.lea, here.jonas)
    await approveByBoth()
  })
  await test.step('a third school comes, leaves what its pupil wrote, and the project is closed and archived', async () => {
    await comeAndLeave()
    await closeAndArchive(here.lea)
  })
  await test.step('one of each other kind and form', async () => {
    const { fabienne, camille, lea, paul } = here
    await signUp(programme, paul, 'Paul Girard', { name: 'École du Port', town: 'Nice', country: 'FR', region: 'Nice' })
    const people = { director: fabienne, officer: camille, lea, paul, open: () => programme.open(browser) }
    await liveOtherKinds(programme, people, known.france)
  })
})
