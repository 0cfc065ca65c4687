import type { Page } from '@playwright/test'
import { expect, riversProject } from './fixtures.ts'

/** What tests of boards and walls share. */

interface Made {
  kind: 'board' | 'wall'
  title: string
  layout?: string
  objects?: object[]
}

/** A new board or wall of the whole European project. Gives its address. */
export async function freshBoard(page: Page, origin: string, made: Made): Promise<string> {
  const projectId = await riversProject(page)
  const { kind, title, layout = kind === 'wall' ? 'columns' : 'canvas', objects = [] } = made
  const answer = await page.request.post(`/api/projects/${projectId}/documents`, {
    headers: { Origin: origin },
    data: { kind, title, access: 'project', content: { type: 'board', layout, objects } },
  })
  expect(answer.status(), await answer.text()).toBeLessThan(300)
  const { id }: { id: string } = await answer.json()
  return `/board/${id}`
}

export const column = (key: string, text: string, order: string) => ({
  id: `s.${key}`,
  type: 'column',
  text,
  order,
  size: [288, 480],
})

export const card = (key: string, text: string, more: object = {}) => ({
  id: `s.${key}`,
  type: 'card',
  text,
  order: `a${key.slice(-1)}`,
  size: [240, 160],
  ...more,
})
