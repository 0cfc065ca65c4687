import { Timer } from 'lucide-react'
import { timer, usualCountdown } from '#collab/documents/things/timer.ts'
import type { CanvasTool } from '../../canvas/tool.ts'
import { toolMaking } from '../../canvas/tools/making.ts'

export const timerTool: CanvasTool = {
  ...toolMaking({ type: 'timer', size: timer.usualSize, values: { countdown: usualCountdown } }),
  labelId: 'boards.type_timer',
  icon: Timer,
}
