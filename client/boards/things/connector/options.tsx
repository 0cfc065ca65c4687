import { ColourChoice, HeadChoice, StrokeChoice, WayChoice } from '../../canvas/panels/choices.tsx'
import { type OptionsProps, useToolStyle } from '../../canvas/tools/tool-style.ts'

export function ConnectorOptions({ canvas }: OptionsProps) {
  const [style, set] = useToolStyle(canvas, 'connector')
  return (
    <>
      <WayChoice value={style.fill} onChange={(fill) => set({ fill })} />
      <HeadChoice value={style.shape} onChange={(shape) => set({ shape })} />
      <ColourChoice of="line" value={style.colour} onChange={(colour) => set({ colour })} />
      <StrokeChoice value={style.stroke} onChange={(stroke) => set({ stroke })} />
    </>
  )
}
