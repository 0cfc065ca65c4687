import { shapeNames } from '#collab/documents/board-model.ts'
import type { Point } from '#collab/documents/board-model.ts'
import type { BoardContent } from '#collab/documents/board.ts'
import type { Translate } from '#client/locales/messages.tsx'
import { Draft } from './content.ts'

/** Boards to begin with, in the words of whoever begins: from then on they are the board's own. */
export const boardTemplates = ['mind_map', 'timeline', 'comparison', 'storyboard', 'lesson'] as const
export const wallTemplates = ['kanban', 'kwl'] as const
export type TemplateName = (typeof boardTemplates)[number] | (typeof wallTemplates)[number]

const shape = (name: (typeof shapeNames)[number]) => shapeNames.indexOf(name)
const solid = 2
const tinted = 1
const curved = 1
const withoutHead = 1

/** Ideas around one word, hung on it with curves that follow. */
function mindMap(t: Translate): BoardContent {
  const draft = new Draft('canvas')
  const size: Point = [240, 110]
  const centre = draft.put({
    type: 'shape',
    shape: shape('ellipse'),
    place: [-140, -70],
    size: [280, 140],
    colour: 5,
    fill: solid,
    text: t('boards.template_mind_map_centre'),
  })
  const around: readonly Point[] = [
    [-600, -260],
    [-660, -55],
    [-600, 150],
    [360, -260],
    [420, -55],
    [360, 150],
  ]
  for (const [at, place] of around.entries()) {
    const colour = [1, 2, 3, 4, 6, 7][at] ?? 1
    const idea = draft.put({
      type: 'shape',
      shape: shape('rounded'),
      ...{ place, size, colour, fill: tinted },
      text: t('boards.template_mind_map_idea'),
    })
    const side = place[0] < 0 ? 1 : 0
    draft.put({
      type: 'connector',
      ...{ fill: curved, shape: withoutHead, colour, stroke: 2 },
      from: [centre, 0.5, 0.5],
      to: [idea, side, 0.5],
    })
  }
  return draft.content
}

/** A line of time with stations; what happened hangs above and below it in turn. */
function timeline(t: Translate): BoardContent {
  const draft = new Draft('canvas')
  const stations = 6
  const step = 280
  draft.put({
    type: 'shape',
    shape: shape('arrow'),
    place: [-40, 280],
    size: [stations * step + 60, 40],
    stroke: 4,
    isLocked: true,
  })
  for (let at = 0; at < stations; at++) {
    const x = at * step
    const isAbove = at % 2 === 0
    const colour = (at % 7) + 1
    const station = draft.put({
      type: 'shape',
      shape: shape('ellipse'),
      place: [x + 88, 288],
      size: [24, 24],
      fill: solid,
      colour,
      isLocked: true,
    })
    draft.text([x + 60, isAbove ? 322 : 246], t('boards.template_timeline_when', { at: at + 1 }), { colour })
    const text = at === 0 ? t('boards.template_timeline_what') : ''
    const note = draft.note([x, isAbove ? 60 : 400], text, { colour })
    draft.put({
      type: 'connector',
      ...{ shape: withoutHead, stroke: 1, colour },
      from: [note, 0.5, isAbove ? 1 : 0],
      to: [station, 0.5, isAbove ? 0 : 1],
    })
  }
  return draft.content
}

/** A table: the ground is fast, the notes on it are everybody's. */
function comparison(t: Translate): BoardContent {
  const draft = new Draft('canvas')
  const [width, height, rows] = [300, 180, 4]
  const heads = [
    t('boards.template_comparison_what'),
    t('boards.template_comparison_here'),
    t('boards.template_comparison_there'),
  ]
  for (const [at, text] of heads.entries())
    draft.put({
      type: 'shape',
      place: [at * width, 0],
      size: [width, 64],
      colour: [0, 5, 7][at] ?? 0,
      fill: solid,
      text,
      isLocked: true,
    })
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < heads.length; at++)
      draft.put({
        type: 'shape',
        place: [at * width, 64 + row * height],
        size: [width, height],
        stroke: 1,
        fill: at === 0 ? tinted : 0,
        isLocked: true,
      })
  const criteria = [
    t('boards.template_comparison_food'),
    t('boards.template_comparison_school'),
    t('boards.template_comparison_nature'),
    t('boards.template_comparison_words'),
  ]
  for (const [row, text] of criteria.entries()) {
    const y = 64 + row * height + 20
    const note = { size: [width - 40, height - 40] as const }
    draft.note([20, y], text, { ...note, colour: 1 })
    draft.note([width + 20, y], '', { ...note, colour: 5 })
    draft.note([2 * width + 20, y], '', { ...note, colour: 7 })
  }
  return draft.content
}

/** Six scenes, each with room for a picture and for what is said. */
function storyboard(t: Translate): BoardContent {
  const draft = new Draft('canvas')
  const [width, height] = [440, 420]
  for (let at = 0; at < 6; at++) {
    const place: Point = [(at % 3) * (width + 40), Math.floor(at / 3) * (height + 70)]
    const title = t('boards.template_storyboard_scene', { at: at + 1 })
    const parent = draft.frame(place, [width, height], title, { colour: 4 })
    draft.put({
      type: 'shape',
      parent,
      place: [20, 20],
      size: [width - 40, 240],
      colour: 0,
      fill: 0,
      stroke: 1,
      text: at === 0 ? t('boards.template_storyboard_picture') : '',
      isLocked: true,
    })
    draft.note([20, 280], at === 0 ? t('boards.template_storyboard_says') : '', {
      parent,
      size: [width - 40, 120],
      colour: 1,
    })
  }
  return draft.content
}

/** The board of a lesson: what for, what is asked, what is done, what stays. */
function lesson(t: Translate): BoardContent {
  const draft = new Draft('canvas')
  draft.text([0, -90], t('boards.template_lesson_title'), { stroke: 4, colour: 5 })
  const parts: readonly [string, Point, Point, number][] = [
    [t('boards.template_lesson_goal'), [0, 0], [560, 260], 5],
    [t('boards.template_lesson_questions'), [0, 330], [560, 370], 1],
    [t('boards.template_lesson_work'), [610, 0], [820, 700], 7],
    [t('boards.template_lesson_keep'), [1480, 0], [420, 700], 4],
  ]
  for (const [text, place, size, colour] of parts) draft.frame(place, size, text, { colour })
  return draft.content
}

function kanban(t: Translate): BoardContent {
  const draft = new Draft('columns')
  draft.column(t('boards.template_kanban_todo'), [t('boards.template_kanban_first')], 2)
  draft.column(t('boards.template_kanban_doing'), [], 5)
  draft.column(t('boards.template_kanban_partners'), [], 4)
  draft.column(t('boards.template_kanban_done'), [], 7)
  return draft.content
}

function kwl(t: Translate): BoardContent {
  const draft = new Draft('columns')
  draft.column(t('boards.template_kwl_know'), [t('boards.template_kwl_know_hint')], 5)
  draft.column(t('boards.template_kwl_want'), [t('boards.template_kwl_want_hint')], 2)
  draft.column(t('boards.template_kwl_learned'), [t('boards.template_kwl_learned_hint')], 7)
  return draft.content
}

const builders: Record<TemplateName, (t: Translate) => BoardContent> = {
  mind_map: mindMap,
  timeline,
  comparison,
  storyboard,
  lesson,
  kanban,
  kwl,
}

export const templateContent = (name: TemplateName, t: Translate): BoardContent => builders[name](t)
