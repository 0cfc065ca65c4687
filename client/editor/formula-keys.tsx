import { SquareArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton, Toolbar } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Tabs } from '#client/ui/tabs.tsx'
import { Tooltip } from '#client/ui/tooltip.tsx'
import styles from './formula-keys.module.css'
import { greek, idsOf, nextGap, pieces, putPiece, signs } from './formula-pieces.ts'
import type { Typed } from './formula-pieces.ts'

type Change = (of: (before: Typed) => Typed) => void

/** Fractions, signs and Greek letters by buttons: arrow keys inside a row, one Tab stop from outside. */
export function FormulaKeys({ onChange }: { onChange: Change }) {
  const { t } = useMessages()
  const tabs = [
    { id: 'pieces', label: t('editor.formulaPieces'), content: <Pieces onChange={onChange} /> },
    { id: 'signs', label: t('editor.formulaSigns'), content: <Signs onChange={onChange} /> },
    { id: 'greek', label: t('editor.formulaGreek'), content: <Greek onChange={onChange} /> },
  ] as const
  return (
    <div className={styles.keys}>
      <Tabs label={t('editor.formulaKeys')} tabs={tabs} />
      <Button icon={SquareArrowRight} onPress={() => onChange(nextGap)}>
        {t('editor.formulaNextBox')}
      </Button>
    </div>
  )
}

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <Toolbar aria-label={label} className={cx(styles.row)}>
    {children}
  </Toolbar>
)

function Pieces({ onChange }: { onChange: Change }) {
  const { t } = useMessages()
  return (
    <Row label={t('editor.formulaPieces')}>
      {idsOf(pieces).map((id) => {
        const { face, latex } = pieces[id]
        return (
          <AriaButton
            key={id}
            className={cx(styles.piece)}
            onPress={() => onChange((before) => putPiece(before, latex, 'on' in pieces[id]))}
          >
            <span aria-hidden="true" className={styles.face}>
              {face}
            </span>
            {t(`editor.piece_${id}`)}
          </AriaButton>
        )
      })}
    </Row>
  )
}

interface SignKeyProps {
  name: string
  face: string
  onPress: () => void
}

/** A sign is its own word to the eye; its name is read aloud. */
const SignKey = ({ name, face, onPress }: SignKeyProps) => (
  <Tooltip label={name}>
    <AriaButton aria-label={name} className={cx(styles.sign)} onPress={onPress}>
      <span aria-hidden="true">{face}</span>
    </AriaButton>
  </Tooltip>
)

function Signs({ onChange }: { onChange: Change }) {
  const { t } = useMessages()
  return (
    <Row label={t('editor.formulaSigns')}>
      {idsOf(signs).map((id) => (
        <SignKey
          key={id}
          name={t(`editor.sign_${id}`)}
          face={signs[id].face}
          onPress={() => onChange((before) => putPiece(before, signs[id].latex))}
        />
      ))}
    </Row>
  )
}

function Greek({ onChange }: { onChange: Change }) {
  const { t } = useMessages()
  return (
    <Row label={t('editor.formulaGreek')}>
      {idsOf(greek).map((id) => (
        <SignKey
          key={id}
          name={t(`editor.greek_${id}`)}
          face={greek[id]}
          onPress={() => onChange((before) => putPiece(before, `\\${id} `))}
        />
      ))}
    </Row>
  )
}
