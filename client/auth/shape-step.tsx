import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useKeepChoice } from '#client/session/device-menus.tsx'
import type { SessionView } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { ShapePicker } from './shape-picker.tsx'
import type { Shape } from './shape-picker.tsx'
import styles from './sign-in.module.css'

/** Once: the shape others see beside one's words. The colour is given. */
export function ShapeStep({ user, onDone }: { user: SessionView; onDone: () => void }) {
  const { t } = useMessages()
  const keepChoice = useKeepChoice()
  const [shape, setShape] = useState<Shape>(0)
  return (
    <Sheet width="s">
      <h1>{t('auth.shapeTitle')}</h1>
      <ShapePicker name={user.displayName} value={shape} onChange={setShape} />
      <div className={styles.formActions}>
        <Button
          variant="primary"
          size="l"
          onPress={() => {
            keepChoice({ shape })
            onDone()
          }}
        >
          {t('auth.goIn')}
        </Button>
      </div>
    </Sheet>
  )
}
