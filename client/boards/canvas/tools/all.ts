import type { PlainId } from '#client/locales/messages.tsx'
import { makingTools } from '../../things/tools.ts'
import type { CanvasTool } from '../tool.ts'
import { selectTool } from './select-tool.ts'
import { handTool, lassoTool } from './view-tools.ts'
import { eraserTool, highlighterTool, laserTool, penTool } from '../../ink/tools.tsx'

interface ToolGroup {
  labelId: PlainId
  tools: readonly CanvasTool[]
}

/** The toolbar, from left to right. */
export const toolGroups: readonly ToolGroup[] = [
  { labelId: 'boards.canvas_choosing', tools: [selectTool, lassoTool, handTool] },
  { labelId: 'boards.ink_drawing', tools: [penTool, highlighterTool, eraserTool, laserTool] },
  { labelId: 'boards.canvas_making', tools: makingTools },
]
