import { Check, ChevronRight } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  OverlayTriggerStateContext,
  Popover as AriaPopover,
  RootMenuTriggerStateContext,
  Separator,
  SubmenuTrigger,
  Text,
} from 'react-aria-components'
import type {
  MenuItemProps as AriaMenuItemProps,
  MenuProps as AriaMenuProps,
  MenuSectionProps as AriaMenuSectionProps,
  PopoverProps,
} from 'react-aria-components'
import type { RootMenuTriggerState } from 'react-stately/useMenuTriggerState'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import { registerMenuParts } from './menu.tsx'
import styles from './overlay.module.css'

interface OpenMenuProps extends Omit<AriaMenuProps<object>, 'className' | 'style' | 'children'> {
  label: string
  placement: NonNullable<PopoverProps['placement']>
  state: RootMenuTriggerState
  triggerRef: RefObject<Element | null>
  children: ReactNode
}

/** What the button of a menu opens. */
export function OpenMenu({ label, placement, state, triggerRef, children, ...props }: OpenMenuProps) {
  const scrollRef = useRef<HTMLDivElement>(null)
  return (
    <OverlayTriggerStateContext value={state}>
      <RootMenuTriggerStateContext value={state}>
        <AriaPopover
          trigger="MenuTrigger"
          triggerRef={triggerRef}
          scrollRef={scrollRef}
          {...(props['aria-labelledby'] === undefined ? {} : { 'aria-labelledby': props['aria-labelledby'] })}
          className={cx(styles.popover)}
          placement={placement}
          offset={6}
        >
          <AriaMenu {...props} ref={scrollRef} aria-label={label} className={cx(styles.list)}>
            {children}
          </AriaMenu>
        </AriaPopover>
      </RootMenuTriggerStateContext>
    </OverlayTriggerStateContext>
  )
}

export interface MenuPopoverProps extends Omit<AriaMenuProps<object>, 'className' | 'style' | 'children'> {
  /** Any button, or a place; the menu is drawn only while it is open. */
  triggerRef: RefObject<Element | null>
  label: string
  placement?: NonNullable<PopoverProps['placement']>
  /** Away from what it stands beside, in pixels. */
  offset?: number
  onClose: () => void
  children: ReactNode
}

/** An open menu beside a button that is not React Aria's: for screens with a thousand of them. */
export function MenuPopover(props: MenuPopoverProps) {
  const { triggerRef, label, placement = 'bottom end', offset = 6, onClose, ...rest } = props
  return (
    <AriaPopover
      className={cx(styles.popover)}
      triggerRef={triggerRef}
      aria-label={label}
      placement={placement}
      offset={offset}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
    >
      <AriaMenu {...rest} aria-label={label} autoFocus="first" onClose={onClose} className={cx(styles.list)} />
    </AriaPopover>
  )
}

export interface MenuItemProps extends Omit<AriaMenuItemProps, 'className' | 'style' | 'children'> {
  icon?: LucideIcon
  description?: string
  isDanger?: boolean
  children: string
}

function MenuItem({ icon, description, isDanger = false, children, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem textValue={children} {...props} className={cx(styles.item)} data-danger={isDanger}>
      {({ isSelected, hasSubmenu, selectionMode }) => (
        <>
          {selectionMode !== 'none' && <span className={styles.check}>{isSelected && <Icon of={Check} />}</span>}
          {icon && <Icon of={icon} />}
          <span className={styles.itemText}>
            <Text slot="label">{children}</Text>
            {description && (
              <Text slot="description" className={cx(styles.description)}>
                {description}
              </Text>
            )}
          </span>
          {hasSubmenu && <Icon of={ChevronRight} />}
        </>
      )}
    </AriaMenuItem>
  )
}

export interface MenuSectionProps extends Omit<AriaMenuSectionProps<object>, 'className' | 'children'> {
  title: string
  children: ReactNode
}

function MenuSection({ title, children, ...props }: MenuSectionProps) {
  return (
    <AriaMenuSection {...props}>
      <Header className={cx(styles.sectionTitle)}>{title}</Header>
      {children}
    </AriaMenuSection>
  )
}

function MenuSeparator() {
  return <Separator className={cx(styles.separator)} />
}

export interface SubMenuProps extends Omit<AriaMenuProps<object>, 'className' | 'style' | 'children'> {
  label: string
  icon: LucideIcon
  children: ReactNode
}

/** An item that opens a menu of its own. */
function SubMenu({ label, icon, ...props }: SubMenuProps) {
  return (
    <SubmenuTrigger>
      <MenuItem icon={icon}>{label}</MenuItem>
      <AriaPopover className={cx(styles.popover)}>
        <AriaMenu {...props} aria-label={label} className={cx(styles.list)} />
      </AriaPopover>
    </SubmenuTrigger>
  )
}

registerMenuParts({ MenuItem, MenuSection, MenuSeparator, SubMenu })
