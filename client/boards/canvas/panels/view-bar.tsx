import { Map as MapIcon, Maximize, Minus, Plus, Presentation, Search } from 'lucide-react'
import { useState } from 'react'
import { Button, Toolbar, ToggleButton } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { afterwards } from '#client/ui/later.tsx'
import { Tooltip } from '#client/ui/tooltip.tsx'
import { LookHere } from '../../fleeting/look-here.tsx'
import { useCanvas } from '../canvas.ts'
import { useDeeds } from '../deeds.ts'
import { useView } from '../overlay.tsx'
import { usePresent } from '../present/use-present.ts'
import { PanelButton } from './panel-button.tsx'
import styles from './panels.module.css'

const Minimap = afterwards(() => import('./papers.tsx').then((module) => module.Minimap))

const zoomStep = 1.25

/** How near one is, the whole board at a glance, and a small map of it. */
export function ViewBar() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const { zoom } = useView()
  const deeds = useDeeds(canvas, t)
  const present = usePresent()
  const [hasMap, setHasMap] = useState(() => globalThis.matchMedia('(min-width: 64rem)').matches)
  return (
    <>
      {hasMap && <Minimap />}
      <Toolbar aria-label={t('boards.canvas_view')} className={cx(styles.panel, styles.view)}>
        <LookHere />
        {present !== null && <PanelButton label={t('boards.present_begin')} icon={Presentation} onPress={present} />}
        <PanelButton label={t('boards.find_board')} icon={Search} onPress={() => canvas.finding.set(true)} />
        <Tooltip label={t('boards.canvas_map')}>
          <ToggleButton
            aria-label={t('boards.canvas_map')}
            isSelected={hasMap}
            onChange={setHasMap}
            className={cx(styles.tool)}
          >
            <Icon of={MapIcon} />
          </ToggleButton>
        </Tooltip>
        <PanelButton label={t('boards.canvas_fit')} icon={Maximize} onPress={deeds.fit} />
        <PanelButton
          label={t('boards.canvas_zoomOut')}
          icon={Minus}
          onPress={() => canvas.camera.zoomTo(zoom / zoomStep)}
        />
        <Tooltip label={t('boards.canvas_zoomReset')}>
          <Button
            aria-label={t('boards.canvas_zoomNow', { percent: Math.round(zoom * 100) })}
            onPress={() => canvas.camera.zoomTo(1)}
            className={cx(styles.tool, styles.percent)}
          >
            {Math.round(zoom * 100)} %
          </Button>
        </Tooltip>
        <PanelButton
          label={t('boards.canvas_zoomIn')}
          icon={Plus}
          onPress={() => canvas.camera.zoomTo(zoom * zoomStep)}
        />
      </Toolbar>
    </>
  )
}
