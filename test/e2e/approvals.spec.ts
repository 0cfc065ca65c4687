import type { Page } from '@playwright/test'
import { expectNoBarrierInAnyLight } from './barriers.ts'
import { expect, riversProject, teachers, test } from './fixtures.ts'

/* The demonstration has no office. What a server with one would answer is put in its place; what it answers is tested there. */

const approvalId = '00000000-0000-7000-8000-000000000001'
const path = `/office/approvals/${approvalId}`
const nothing = {
  ask: false,
  answer: false,
  approve: false,
  refuse: false,
  withdraw: false,
  advise: false,
  appeal: false,
}
const school = { id: approvalId, kind: 'school', name: 'Collège des Quais', town: 'Lyon', countryCode: 'FR' }
const approval = {
  ...{ id: approvalId, state: 'waiting', askedBy: 'Claire Fontaine', askedAt: '2026-10-05T08:00:00.000Z' },
  ...{ decidedBy: null, decidedAt: null, appeals: null, isAsker: false, notesAt: null, appealTo: null },
  decider: { kind: 'office', name: 'Bureau de France' },
  subject: {
    kind: 'project',
    person: null,
    project: {
      ...{
        id: approvalId,
        name: 'Nos rivières',
        kind: 'european',
        state: 'waiting_office',
        summary: 'Two classes, two rivers',
      },
      ...{ cover: 1, languages: ['fr', 'de'], subjects: [], ageFrom: 11, ageTo: 12 },
      ...{ outline: { aims: 'To know a river', weeks: null }, unsaid: ['process', 'weeks'] },
    },
    schools: [{ ...school, nationalCode: '0690001A', region: 'Auvergne-Rhône-Alpes' }],
  },
  thread: [{ step: 'asked', at: '2026-10-05T08:00:00.000Z', text: 'We begin in November', author: 'Claire Fontaine' }],
  can: { ...nothing, ask: true, approve: true, refuse: true },
}

const answers = (page: Page, address: string, body: object) =>
  page.route(address, (route) => route.fulfill({ json: body }))

test('an officer asks, by keyboard, and cannot refuse without a word', async ({ enter }) => {
  const claire = await enter(teachers.claire)
  await answers(claire, `**/api/approvals/${approvalId}`, { approval })
  const asked = { ...approval, state: 'question', can: { ...nothing, approve: true, refuse: true } }
  await answers(claire, `**/api/approvals/${approvalId}/ask`, { approval: asked })
  await claire.goto(path)
  await expect(claire.getByRole('heading', { level: 1, name: 'Nos rivières' })).toBeVisible()
  await expect(claire.getByText('Bureau de France decides about it.')).toBeVisible()
  await expectNoBarrierInAnyLight(claire)
  await claire.getByRole('button', { name: 'Refuse' }).focus()
  await claire.keyboard.press('Enter')
  const refusing = claire.getByRole('dialog', { name: 'Refuse' })
  await refusing.getByRole('button', { name: 'Refuse' }).press('Enter')
  await expect(refusing.getByText('Write some words first.')).toBeVisible()
  await expectNoBarrierInAnyLight(claire)
  await claire.keyboard.press('Escape')
  await claire.getByRole('button', { name: 'Ask something' }).press('Enter')
  const asking = claire.getByRole('dialog', { name: 'Ask something' })
  await asking.getByLabel('Your words').fill('Which classes?')
  await asking.getByRole('button', { name: 'Ask something' }).press('Enter')
  await expect(asking).toBeHidden()
  await expect(claire.getByText('Your question is sent.')).toBeVisible()
})

test('a project says to its teachers where it stands; without an office it says nothing', async ({ enter }) => {
  const claire = await enter(teachers.claire)
  const project = await riversProject(claire)
  await claire.goto(`/p/${project}/pages`)
  await expect(claire.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(claire.getByText('This project waits to be approved')).toHaveCount(0)
  const life = {
    ...{
      state: 'waiting_office',
      kind: 'european',
      missing: null,
      unsaid: ['aims'],
      silent: [],
      isConcerned: true,
      isCoFounderAsked: false,
    },
    approvals: [{ id: approvalId, decider: 'Bureau de France', state: 'question' }],
    can: { submit: false, found: false, leave: true },
  }
  await answers(claire, `**/api/projects/${project}/life`, { life })
  await claire.reload()
  await expect(claire.getByText('This project waits to be approved')).toBeVisible()
  await expect(claire.getByRole('link', { name: 'Bureau de France: asks something' })).toHaveAttribute('href', path)
  await expectNoBarrierInAnyLight(claire)
  await claire.goto(`/p/${project}/settings`)
  await claire.getByRole('button', { name: 'Leave with my school' }).click()
  await expectNoBarrierInAnyLight(claire)
})
