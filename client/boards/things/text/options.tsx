import { ColourChoice, SizeChoice } from '../../canvas/panels/choices.tsx'
import { type OptionsProps, useToolStyle } from '../../canvas/tools/tool-style.ts'

export function TextOptions({ canvas }: OptionsProps) {
  const [style, set] = useToolStyle(canvas, 'text')
  return (
    <>
      <ColourChoice of="line" value={style.colour} onChange={(colour) => set({ colour })} />
      <SizeChoice value={style.stroke} onChange={(stroke) => set({ stroke })} />
    </>
  )
}
