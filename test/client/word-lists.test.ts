import { expect, it } from 'vitest'
import { withLists } from '#client/editor/word-lists.ts'

/** A paragraph of a list as Word copies it. */
const item = (words: string, { level = 1, marker = '·' } = {}) =>
  `<p class=MsoListParagraph style='margin-left:36.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`

/** Lists as an outline: what stands in which. */
function outline(html: string) {
  const { body } = new DOMParser().parseFromString(withLists(html), 'text/html')
  const read = (element: Element): unknown[] =>
    [...element.children].flatMap((child) => {
      if (child.tagName === 'LI') {
        const own = child.cloneNode(true)
        if (own instanceof Element) own.querySelectorAll('ul, ol').forEach((list) => list.remove())
        return [own.textContent?.trim(), ...read(child)]
      }
      return ['UL', 'OL'].includes(child.tagName)
        ? [[child.tagName, ...read(child)]]
        : child.tagName === 'P'
          ? [child.textContent]
          : []
    })
  return read(body)
}

it('bullets of Word become a list, and what is around stays', () => {
  expect(outline(`<p>Before</p>${item('One')}${item('Two')}<p>After</p>`)).toEqual([
    'Before',
    ['UL', 'One', 'Two'],
    'After',
  ])
})

it('numbers become a numbered list, and deeper levels stand in the item before them', () => {
  const html = item('One', { marker: '1.' }) + item('In it', { level: 2 }) + item('Two', { marker: '2.' })
  expect(outline(html)).toEqual([['OL', 'One', ['UL', 'In it'], 'Two']])
})

it('what is not from Word is left as it is', () => {
  const html = '<ul><li>One</li></ul><p style="color:red">Two</p>'
  expect(withLists(html)).toBe(html)
})
