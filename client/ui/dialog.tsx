import { X } from 'lucide-react'
import { createContext, type ReactElement, type ReactNode, useCallback, useRef, useState } from 'react'
import { Dialog as AriaDialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, IconButton } from './button.tsx'
import { cx } from './cx.ts'
import styles from './dialog.module.css'
import { useToastsAbove } from './toasts-above.ts'

interface DialogProps {
  title: string
  /** Uncontrolled: the button that opens it. Or control it by isOpen and onOpenChange. */
  trigger?: ReactElement
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
  size?: 's' | 'm' | 'l'
  role?: 'dialog' | 'alertdialog'
  /** Much is written in it: a click beside it does not close it. */
  isForWriting?: boolean
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** Asks before it is closed by hand. */
type Asks = (close: () => void) => void

/** Of the dialog around: whoever says so is asked before it is closed by hand, until what this gives back is called. */
export const Holds = createContext<((asks: Asks) => () => void) | null>(null)

/** Whether it is open. What it does itself asks nobody. */
function useOpening({ isOpen, onOpenChange }: Pick<DialogProps, 'isOpen' | 'onOpenChange'>) {
  const [isOpenHere, setOpenHere] = useState(false)
  const asks = useRef<Asks | null>(null)
  const hold = useCallback((ask: Asks) => {
    asks.current = ask
    return () => {
      asks.current = null
    }
  }, [])
  const setOpen = (next: boolean) => {
    setOpenHere(next)
    onOpenChange?.(next)
  }
  const close = () => setOpen(false)
  const byHand = (next: boolean) => (next || asks.current === null ? setOpen(next) : asks.current(close))
  return { control: { isOpen: isOpen ?? isOpenHere, onOpenChange: byHand }, hold, close }
}

export function Dialog(props: DialogProps) {
  const { title, trigger, size = 'm', role = 'dialog', isForWriting = false, children } = props
  const { t } = useMessages()
  const { control, hold, close } = useOpening(props)
  const overlay = (
    <ModalOverlay
      className={cx(styles.overlay)}
      isDismissable={role === 'dialog' && !isForWriting}
      {...(trigger ? {} : control)}
      data-print="no"
    >
      <Modal className={cx(styles.modal)} data-size={size}>
        <AriaDialog className={cx(styles.dialog)} role={role}>
          {({ close: closeByHand }) => (
            <Holds value={hold}>
              <header className={styles.header}>
                <Heading slot="title" className={cx(styles.title)}>
                  {title}
                </Heading>
                {role === 'dialog' && <IconButton label={t('ui.close')} icon={X} onPress={closeByHand} />}
              </header>
              <div className={styles.body}>{typeof children === 'function' ? children(close) : children}</div>
            </Holds>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
  if (!trigger) return overlay
  return (
    <DialogTrigger {...control}>
      {trigger}
      {overlay}
    </DialogTrigger>
  )
}

/** The last row of a dialog or form: the main action first in reading order. */
export function Actions({ children }: { children: ReactNode }) {
  const row = useToastsAbove<HTMLDivElement>()
  return (
    <div ref={row} className={styles.actions}>
      {children}
    </div>
  )
}

interface ConfirmDialogProps {
  title: string
  confirmLabel: string
  cancelLabel?: string
  isDanger?: boolean
  isPending?: boolean
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onConfirm: () => void
  /** What will happen, and what will not. */
  children: ReactNode
}

/** Asks before something that is hard to take back. The caller closes it when the deed is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useMessages()
  const { title, confirmLabel, cancelLabel = t('ui.cancel'), isDanger = false, isPending = false } = props
  return (
    <Dialog title={title} isOpen={props.isOpen} onOpenChange={props.onOpenChange} size="s" role="alertdialog">
      {(close) => (
        <>
          <div>{props.children}</div>
          <Actions>
            <Button variant={isDanger ? 'danger' : 'primary'} isPending={isPending} onPress={props.onConfirm}>
              {confirmLabel}
            </Button>
            <Button variant="quiet" autoFocus={isDanger} onPress={close}>
              {cancelLabel}
            </Button>
          </Actions>
        </>
      )}
    </Dialog>
  )
}
