import { expect, type Page } from '@playwright/test'
import { comeByLink, password, type Programme } from './programme-people.ts'

/* The lives of projects that are not European, by what the screens send from the browsers of those who live them. */

interface People {
  director: Page
  officer: Page
  lea: Page
  paul: Page
  open(): Promise<Page>
}
interface Life {
  programme: Programme
  people: People
  officeId: string
}

const words = { summary: '', cover: 2, languages: ['fr'], subjects: [] }

async function found({ programme }: Life, who: Page, values: object): Promise<string> {
  const draft = { name: 'A project', ...words, ageFrom: 11, ageTo: 14, start: 'alone', ...values }
  return (await programme.done(who, 'POST /api/projects', draft)).id
}

const lifeOf = async ({ programme }: Life, who: Page, id: string) =>
  (await programme.done(who, `GET /api/projects/${id}/life`)).life

/** What waits at the office under this name. */
async function waitingAt({ programme, people, officeId }: Life, title: string): Promise<string> {
  const { items } = await programme.done(people.director, `GET /api/offices/${officeId}/desk`)
  const found = items.find((item: { title: string; waitsFor: string }) => item.title === title)
  expect(found, `${title} is on the desk`).toBeDefined()
  return found.id
}

async function decide({ programme }: Life, who: Page, approvalId: string, outcome: 'approved' | 'refused') {
  await programme.done(who, `POST /api/approvals/${approvalId}/decide`, { outcome, text: 'So we decided' })
}

async function closeAndArchive(life: Life, owner: Page, id: string) {
  for (const state of ['closed', 'open', 'closed', 'archived'])
    await life.programme.done(owner, `PATCH /api/projects/${id}`, { state })
  expect((await lifeOf(life, owner, id)).state).toBe('archived')
}

const addresses = { lea: 'lea@ac.test', paul: 'paul@school.test' }
type Teacher = keyof typeof addresses
interface Values {
  name: string
  ageFrom: number
  ageTo: number
}

/** Two schools of one country, asked and accepted as a draft, sent afterwards. */
async function foundNational(life: Life, [first, second]: [Teacher, Teacher], values: Values) {
  const { done } = life.programme
  const [founder, other] = [life.people[first], life.people[second]]
  const id = await found(life, founder, { kind: 'national', ...values })
  await done(founder, `POST /api/projects/${id}/co-founder`, { email: addresses[second] })
  await done(other, `POST /api/projects/${id}/accept`)
  expect((await lifeOf(life, founder, id)).state).toBe('draft')
  await done(founder, `POST /api/projects/${id}/submit`, { text: 'Two schools of one country' })
  expect((await lifeOf(life, founder, id)).state).toBe('waiting_office')
  return id
}

/** Refused by the officer, asked about once more, and decided by the director alone. */
async function refuseAndAppeal(life: Life) {
  const { programme, people } = life
  const id = await foundNational(life, ['lea', 'paul'], { name: 'Nursery', ageFrom: 3, ageTo: 5 })
  const asked = await waitingAt(life, 'Nursery')
  const empty = { outcome: 'refused', text: '' }
  expect(await programme.refused(people.officer, `POST /api/approvals/${asked}/decide`, empty)).toBe(
    '400 invalid_input',
  )
  await decide(life, people.officer, asked, 'refused')
  expect((await lifeOf(life, people.paul, id)).state).toBe('draft')
  const { approval } = await programme.done(people.lea, `POST /api/approvals/${asked}/appeal`, { text: 'Look again' })
  const again = `POST /api/approvals/${approval.id}/decide`
  expect(await programme.refused(people.officer, again, { outcome: 'approved' })).toBe('403 forbidden')
  await decide(life, people.director, approval.id, 'approved')
  expect((await lifeOf(life, people.lea, id)).state).toBe('open')
  await closeAndArchive(life, people.lea, id)
}

async function livePlain(life: Life, values: Values) {
  const { paul, officer } = life.people
  const id = await foundNational(life, ['paul', 'lea'], values)
  await decide(life, officer, await waitingAt(life, values.name), 'approved')
  await closeAndArchive(life, paul, id)
}

/** With a school of a country outside the programme. */
async function liveOutside(life: Life) {
  const { programme, people } = life
  const id = await found(life, people.lea, { kind: 'national', name: 'Over the sea', start: 'with_partner' })
  const come = { projectId: id, name: 'Youssef Amrani', country: 'MA' }
  await comeByLink(programme, people.lea, await people.open(), come)
  await decide(life, people.director, await waitingAt(life, 'Over the sea'), 'approved')
  await closeAndArchive(life, people.lea, id)
}

/** Of one school: open at once, or with the yes of its head where the school wants that. */
async function liveInSchool(life: Life) {
  const { programme, people } = life
  const { lea } = people
  const plain = await found(life, lea, { kind: 'school', name: 'Water', start: 'with_partner' })
  expect((await lifeOf(life, lea, plain)).state).toBe('open')
  await closeAndArchive(life, lea, plain)
  const head = await people.open()
  await nameHead(programme, lea, head)
  await programme.done(lea, 'PATCH /api/school', { approvesTeams: true })
  const id = await found(life, lea, { kind: 'school', name: 'Sound', start: 'with_partner' })
  const [asked] = (await lifeOf(life, lea, id)).approvals
  expect(await programme.refused(people.director, `GET /api/approvals/${asked.id}`)).toBe('404 not_found')
  await decide(life, head, asked.id, 'refused')
  const appeal = `POST /api/approvals/${asked.id}/appeal`
  expect(await programme.refused(lea, appeal, { text: 'Please' })).toBe('409 appeal_not_now')
  await programme.done(lea, `POST /api/projects/${id}/submit`, { text: 'With another plan' })
  const [again] = (await lifeOf(life, lea, id)).approvals
  await decide(life, head, again.id, 'approved')
  await closeAndArchive(life, lea, id)
}

async function nameHead({ done }: Programme, admin: Page, head: Page) {
  const { invitation } = await done(admin, 'POST /api/school/invitations', { role: 'staff' })
  const account = { displayName: 'Hélène Faure', email: 'helene@school.test', password, locale: 'en' }
  const { user } = await done(head, 'POST /api/invitations/accept', {
    token: new URL(invitation.url).hash.slice(1),
    account,
  })
  await done(admin, `POST /api/school/waiting/${user.id}`)
  const from = new Date().toISOString().slice(0, 10)
  await done(admin, `POST /api/school/staff/${user.id}/terms`, { posts: ['head'], from })
}

/** A training waits for an institution, which no school becomes by asking; the office lets one in and admits it by its letter. */
async function liveTraining(life: Life) {
  const { programme, people, officeId } = life
  const { paul, officer } = people
  const id = await found(life, paul, { kind: 'training', name: 'Trying it', start: 'with_partner' })
  expect(await lifeOf(life, paul, id)).toMatchObject({ state: 'waiting_partner', missing: 'institution' })
  const [admission, letter] = ['POST /api/school/admission', { letter: 'We train teachers' }]
  expect(await programme.refused(paul, admission, letter)).toBe('403 forbidden')
  const institution = { name: 'INSPE de Nice', town: 'Nice', region: 'Nice' }
  const made = await programme.done(officer, `POST /api/offices/${officeId}/institutions`, institution)
  const trainer = await people.open()
  const account = { displayName: 'Irène Institut', email: 'irene@inspe.test', password, locale: 'en' }
  const come = (url: string, more: object = {}) =>
    programme.done(trainer, 'POST /api/invitations/accept', { token: new URL(url).hash.slice(1), ...more })
  await come(made.invitation.url, { account })
  const { approval } = await programme.done(trainer, admission, letter)
  await decide(life, officer, approval.id, 'approved')
  const { invitation } = await programme.done(paul, `POST /api/projects/${id}/invitations`, { role: 'teacher' })
  await come(invitation.url)
  expect((await lifeOf(life, paul, id)).state).toBe('open')
  await closeAndArchive(life, paul, id)
}

export async function liveOtherKinds(programme: Programme, people: People, officeId: string) {
  const life = { programme, people, officeId }
  await decide(life, people.officer, await waitingAt(life, 'Paul Girard'), 'approved')
  await refuseAndAppeal(life)
  await livePlain(life, { name: 'Between cycles', ageFrom: 9, ageTo: 12 })
  await livePlain(life, { name: 'Between regions', ageFrom: 13, ageTo: 15 })
  await liveOutside(life)
  await liveInSchool(life)
  await liveTraining(life)
}
