import { expect, test } from 'vitest'
import { ChapterPage, GuidePage } from '#client/guide/guide-page.tsx'
import { hands, openScreen, person } from '#test/helpers/client-screen.tsx'

const as = (user: object): [readonly unknown[], unknown][] => [[['session'], { user: { ...person, ...user } }]]
const teacher = as({ isSchoolAdmin: false, can: { readOffice: false, askOffice: false } })
const pupil = as({ kind: 'pupil', isSchoolAdmin: false, can: { readOffice: false, askOffice: false } })
const links = () => [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))

test('chapters are found by words of their steps, whatever their letters, and the field emptied shows all', async () => {
  const screen = await openScreen({ screen: GuidePage, known: teacher })
  await hands.until('Make a class and print its cards')
  await hands.type('input', 'PRINT cárds')
  await hands.until('1 chapter')
  expect(links()).toEqual(['/help/guide/teacher_classroom'])
  await hands.type('input', 'zzz')
  await hands.until('No chapter has these words.')
  await hands.type('input', '')
  await hands.until('Lead a lesson')
  await screen.close()
})

test('a pupil is shown pupils’ chapters and what is new to pupils alone', async () => {
  const screen = await openScreen({ screen: GuidePage, known: pupil })
  await hands.until('Raise your hand')
  const chapters = links().filter((href) => href?.startsWith('/help/guide/') && href !== '/help/guide/new')
  expect(chapters.filter((href) => !href?.includes('/pupil_'))).toEqual([])
  expect(document.body.textContent).not.toContain('The head')
  await screen.close()
})

test('a chapter names the buttons, shows its picture, leads to its screen and to the next one', async () => {
  const path = '/help/guide/$chapterId'
  const at = '/help/guide/teacher_classroom'
  const screen = await openScreen({ screen: ChapterPage, path, at, known: teacher })
  await hands.until('Make a classroom')
  expect([...document.querySelectorAll('ol b')].map((label) => label.textContent)).toContain('Print cards')
  expect(document.querySelector('img')?.getAttribute('alt')).toContain('The screen of a class')
  expect(links()).toEqual(['/help/guide', '/classrooms', '/help/guide/teacher_project'])
  await screen.close()
})

test('an adult’s chapter is not there for a pupil', async () => {
  const path = '/help/guide/$chapterId'
  const screen = await openScreen({ screen: ChapterPage, path, at: '/help/guide/head_safe', known: pupil })
  await hands.until('There is no such chapter here.')
  await screen.close()
})
