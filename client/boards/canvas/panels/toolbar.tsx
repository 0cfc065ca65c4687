import { Group, ToggleButton, Toolbar } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Tooltip } from '#client/ui/tooltip.tsx'
import { useCanvas } from '../canvas.ts'
import { useSignal } from '../signal.ts'
import type { CanvasTool } from '../tool.ts'
import { toolGroups } from '../tools/all.ts'
import { History } from './history.tsx'
import { Insert } from './insert.tsx'
import { Face } from './panel-button.tsx'
import styles from './panels.module.css'

function ToolButton({ tool }: { tool: CanvasTool }) {
  const { t } = useMessages()
  const canvas = useCanvas()
  const current = useSignal(canvas.tool)
  const label = t(tool.labelId)
  return (
    <Tooltip label={label}>
      <ToggleButton
        aria-label={label}
        isSelected={current === tool}
        // By keyboard or a screen reader there is no place to press: the tool does what it does in the middle of the view.
        onPress={({ pointerType }) => {
          canvas.take(tool)
          if (pointerType === 'keyboard' || pointerType === 'virtual') tool.place?.(canvas)
        }}
        className={cx(styles.tool)}
      >
        <Face icon={tool.icon} label={label} />
      </ToggleButton>
    </Tooltip>
  )
}

/** The tools, in one row under the thumbs: one Tab stop from outside, arrow keys inside. */
export function CanvasToolbar() {
  const { t } = useMessages()
  const canWrite = useSignal(useCanvas().following).can.write
  const groups = toolGroups
    .map((group) => ({ ...group, tools: group.tools.filter((tool) => canWrite || tool.isForReaders) }))
    .filter(({ tools }) => tools.length > 0)
  return (
    <Toolbar aria-label={t('boards.canvas_tools')} className={cx(styles.panel, styles.bar)}>
      {groups.map(({ labelId, tools }) => (
        <Group key={labelId} aria-label={t(labelId)} className={cx(styles.group)}>
          {tools.map((tool) => (
            <ToolButton key={tool.id} tool={tool} />
          ))}
        </Group>
      ))}
      {canWrite && (
        <div className={styles.group}>
          <Insert />
        </div>
      )}
      {canWrite && <History />}
    </Toolbar>
  )
}

/** Choices of the tool that is on. */
export function ToolOptions() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const { Options, labelId } = useSignal(canvas.tool)
  if (Options === undefined) return null
  return (
    <Toolbar
      aria-label={t('boards.canvas_optionsOf', { tool: t(labelId) })}
      className={cx(styles.panel, styles.options)}
    >
      <Options canvas={canvas} />
    </Toolbar>
  )
}
