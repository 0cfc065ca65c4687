import { claire as teacher, demoPupil, riversProject } from '#test/helpers/demo.ts'
import { readId, request, signIn } from '#test/helpers/live-client.ts'
import type { Hand } from './hand.ts'

/** What every engine must be able to do: ten journeys of a teacher and a pupil, each from the one before. */

export interface Stage {
  origin: string
  claire: Hand
  mathis: Hand
  line: { cut(): void; mend(): void }
}

type Journey = [name: string, walk: (stage: Stage) => Promise<void>]

const textOfThePage = 'Text of the page'
const saved = (hand: Hand) => hand.see('text', 'Saved')

async function made(origin: string, draft: object, path: 'page' | 'board'): Promise<string> {
  const login = await signIn(origin, teacher)
  const project = await riversProject(origin, login)
  const body = { access: 'project', ...draft }
  return `/${path}/${readId(await request(origin, login, 'POST', `/api/projects/${project}/documents`, body))}`
}

const newPage = (origin: string, title: string) =>
  made(origin, { kind: 'page', title, content: { type: 'doc', content: [{ type: 'paragraph' }] } }, 'page')

const newBoard = (origin: string, kind: 'board' | 'wall', objects: object[]) => {
  const layout = kind === 'wall' ? 'columns' : 'canvas'
  return made(
    origin,
    { kind, title: `A ${kind} for all engines`, content: { type: 'board', layout, objects } },
    'board',
  )
}

const column = (key: string, text: string, order: string) => ({
  id: `s.${key}`,
  type: 'column',
  text,
  order,
  size: [288, 480],
})

async function meet({ claire, mathis }: Stage, address: string) {
  await claire.goto(address)
  await mathis.goto(address)
}

export const journeys: Journey[] = [
  [
    'a pupil goes in with the code of the card',
    async ({ mathis }) => {
      await mathis.goto('/')
      await mathis.click('link', 'I have a card', false)
      await mathis.fill('Code on your card', demoPupil('Mathis B.').card.code)
      await mathis.press('Enter')
      await mathis.click('button', 'Yes, that’s me')
      await mathis.click('button', 'Go in')
      await mathis.see('heading', 'Hello, Mathis!')
    },
  ],
  [
    'a teacher signs in with a password',
    async ({ claire }) => {
      await claire.goto('/sign-in')
      await claire.fill('E-mail', teacher.email)
      await claire.fill('Password', teacher.password)
      await claire.press('Enter')
      await claire.see('heading', 'Your projects')
    },
  ],
  [
    'two write on one page and see each other’s words and names',
    async (stage) => {
      const { claire, mathis } = stage
      await meet(stage, await newPage(stage.origin, 'Two engines'))
      await claire.fill(textOfThePage, 'Le Rhône prend sa source ')
      await mathis.see('text', 'Le Rhône prend sa source')
      await mathis.click('textbox', textOfThePage)
      await mathis.press('Control+End')
      await mathis.type('in Switzerland.')
      await claire.see('text', 'Le Rhône prend sa source in Switzerland.')
      await claire.until('the caret of the other', `document.querySelector('.caret-flag')?.textContent === 'Mathis B.'`)
      await saved(mathis)
      await saved(claire)
    },
  ],
  [
    'words become bold, a list and a table, and outlast a reload',
    async ({ origin, claire, mathis }) => {
      const address = await newPage(origin, 'Bold and a table')
      await mathis.goto(address)
      await mathis.click('textbox', textOfThePage)
      await mathis.press('Control+b')
      await mathis.type('Bold')
      await mathis.press('Control+b', 'Enter')
      await mathis.type('- first')
      await mathis.press('Enter')
      await mathis.type('second')
      await mathis.press('Enter', 'Enter')
      await mathis.type('/tab')
      await mathis.press('Enter')
      await mathis.type('in a cell')
      await saved(mathis)
      await claire.goto(address)
      const whole = `['strong', 'ul > li + li', ':is(td, th)'].map((one) => {
        const copy = document.querySelector('.page-text ' + one)?.cloneNode(true)
        copy?.querySelector('.caret')?.remove()
        return copy?.textContent
      }).join()`
      for (const hand of [mathis, claire]) await hand.until('bold, list, table', whole, 'Bold,second,in a cell')
      await mathis.goto(address)
      await mathis.until('the same after a reload', whole, 'Bold,second,in a cell')
    },
  ],
  [
    'what is written while the line is cut is kept, said so, and arrives',
    async (stage) => {
      const { claire, mathis, line } = stage
      await meet(stage, await newPage(stage.origin, 'In the tunnel'))
      await mathis.click('textbox', textOfThePage)
      await mathis.type('before ')
      await claire.see('text', 'before')
      await saved(mathis)
      line.cut()
      await mathis.type('and in the tunnel')
      await mathis.see('text', 'On this device only')
      line.mend()
      await claire.see('text', 'before and in the tunnel')
      await saved(mathis)
    },
  ],
  [
    'a teacher freezes the page under a pupil’s hand, and thaws it',
    async ({ claire, mathis }) => {
      await claire.click('button', 'Freeze')
      await claire.click('menuitem', 'For 15 minutes')
      await mathis.see('text', 'can be read, not changed')
      await mathis.until(
        'no field',
        `document.querySelector('.page-text')?.getAttribute('contenteditable') === 'false'`,
      )
      await claire.click('button', 'Thaw')
      await mathis.until('a field', `document.querySelector('.page-text')?.getAttribute('contenteditable') === 'true'`)
    },
  ],
  [
    'a note is put on a board, written on and moved, and the others see it',
    async (stage) => {
      const { claire, mathis } = stage
      await meet(stage, await newBoard(stage.origin, 'board', []))
      await mathis.click('button', 'Note')
      const [x, y] = await mathis.placeOf('region', 'Board')
      await mathis.stroke([x, y])
      await mathis.type('Delta of the Rhône')
      await mathis.press('Escape')
      await claire.see('group', 'Note “Delta of the Rhône”')
      await mathis.stroke([x + 30, y + 30], [x + 90, y + 60], [x + 200, y + 120])
      const far = `(() => { const box = document.querySelector('[data-object]').getBoundingClientRect(); return box.left > ${x} + 60 })()`
      await mathis.until('the note where it was put', far)
      await saved(mathis)
    },
  ],
  [
    'a line is drawn on a board, and the others see it',
    async ({ claire, mathis }) => {
      await mathis.click('button', 'Pen')
      const [x, y] = await mathis.placeOf('region', 'Board')
      await mathis.stroke([x - 200, y - 100], [x - 150, y - 60], [x - 100, y - 120], [x - 60, y - 60])
      await claire.see('group', 'Drawing')
      await saved(mathis)
    },
  ],
  [
    'a card is added to a wall and goes to another column',
    async (stage) => {
      const { claire, mathis } = stage
      const objects = [column('aaaa', 'Seen', 'a0'), column('bbbb', 'Wondered', 'a1')]
      await meet(stage, await newBoard(stage.origin, 'wall', objects))
      await mathis.see('region', 'Seen')
      await mathis.click('button', 'Add a card')
      await mathis.type('Heron')
      await mathis.click('button', 'Done')
      await claire.see('article', 'Card “Heron”')
      await mathis.click('button', 'Actions for Card “Heron”')
      await mathis.click('menuitem', 'Seen')
      const heads = `[...document.querySelectorAll('h2')].filter((head) => head.textContent === 'Seen')`
      const isThere = `${heads}.some((head) => head.closest('section')?.querySelector('article') != null)`
      for (const hand of [claire, mathis]) await hand.until('the card in its column', isThere)
    },
  ],
  [
    'a message is sent, read and answered with a reaction',
    async (stage) => {
      const { origin, claire, mathis } = stage
      const login = await signIn(origin, teacher)
      await meet(stage, `/p/${await riversProject(origin, login)}/chat`)
      for (const hand of [claire, mathis]) {
        await hand.click('link', 'Everybody', false)
        await hand.see('heading', 'Everybody')
      }
      await mathis.fill('Message', 'Bonjour from another engine')
      await mathis.press('Control+Enter')
      await claire.see('article', 'Bonjour from another engine')
      // With the pointer comes the scrollbar, which must not lie over the button.
      await claire.click('text', 'Bonjour from another engine')
      await claire.click('button', 'What to do with the message of Mathis B.', false)
      await claire.click('menuitem', 'Bravo')
      await mathis.see('button', 'Bravo')
    },
  ],
]
