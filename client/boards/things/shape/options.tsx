import { useMessages } from '#client/locales/messages.tsx'
import styles from '../../canvas/panels/panels.module.css'
import { ColourChoice, FillChoice, ShapeChoice, StrokeChoice } from '../../canvas/panels/choices.tsx'
import { type OptionsProps, useToolStyle } from '../../canvas/tools/tool-style.ts'

export function ShapeOptions({ canvas }: OptionsProps) {
  const { t } = useMessages()
  const [style, set] = useToolStyle(canvas, 'shape')
  return (
    <>
      <ShapeChoice value={style.shape} onChange={(shape) => set({ shape })} />
      <span className={styles.rule} role="separator" aria-label={t('boards.canvas_colour')} />
      <ColourChoice of="line" value={style.colour} onChange={(colour) => set({ colour })} />
      <FillChoice value={style.fill} onChange={(fill) => set({ fill })} />
      <StrokeChoice value={style.stroke} onChange={(stroke) => set({ stroke })} />
    </>
  )
}
