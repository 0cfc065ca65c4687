import type { CanvasTool } from '../canvas/tool.ts'
import { connectorTool } from './connector/tool.ts'
import { frameTool } from './frame/tool.ts'
import { noteTool } from './note/tool.ts'
import { shapeTool } from './shape/tool.ts'
import { textTool } from './text/tool.ts'
import { timerTool } from './timer/tool.ts'

/** What makes a thing by hand, in the order of the toolbar. */
export const makingTools: readonly CanvasTool[] = [noteTool, textTool, shapeTool, connectorTool, frameTool, timerTool]
