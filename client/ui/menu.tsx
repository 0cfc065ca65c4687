import { type ReactElement, type ReactNode, Suspense, useRef } from 'react'
import type { MenuProps as AriaMenuProps, PopoverProps } from 'react-aria-components'
import { ButtonContext } from 'react-aria-components'
import { useMenuTrigger } from 'react-aria/useMenu'
import { useMenuTriggerState } from 'react-stately/useMenuTriggerState'
import { soon } from './later.tsx'
import type { MenuItemProps, MenuPopoverProps, MenuSectionProps, SubMenuProps } from './menu-parts.tsx'

/** What stands in a menu comes with what opens it (menu-parts.tsx): closed, a menu is a button. */
interface Parts {
  MenuItem: (props: MenuItemProps) => ReactNode
  MenuSection: (props: MenuSectionProps) => ReactNode
  MenuSeparator: () => ReactNode
  SubMenu: (props: SubMenuProps) => ReactNode
}

let parts: Parts | null = null
export const registerMenuParts = (those: Parts) => {
  parts = those
}

const OpenMenu = soon(() => import('./menu-parts.tsx').then((module) => module.OpenMenu))

interface MenuProps extends Omit<AriaMenuProps<object>, 'className' | 'style' | 'children'> {
  /** The button that opens it. */
  trigger: ReactElement
  label: string
  placement?: NonNullable<PopoverProps['placement']>
  children: ReactNode
}

export function Menu({ trigger, placement = 'bottom end', children, ...props }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  const state = useMenuTriggerState({})
  const { menuTriggerProps, menuProps } = useMenuTrigger<object>({ type: 'menu' }, state, button)
  return (
    <>
      <ButtonContext value={{ ...menuTriggerProps, ref: button, isPressed: state.isOpen }}>{trigger}</ButtonContext>
      {state.isOpen && (
        <Suspense fallback={null}>
          <OpenMenu {...menuProps} {...props} placement={placement} state={state} triggerRef={button}>
            {children}
          </OpenMenu>
        </Suspense>
      )}
    </>
  )
}

const LaterPopover = soon(() => import('./menu-parts.tsx').then((module) => module.MenuPopover))

/** An open menu beside a button that is not React Aria's, for screens with a thousand of them, or at a place. */
export function MenuPopover(props: MenuPopoverProps) {
  return (
    <Suspense fallback={null}>
      <LaterPopover {...props} />
    </Suspense>
  )
}

/** Drawn nowhere but in a menu that is open: then its parts have come. */
export const MenuItem = (props: MenuItemProps) => parts && <parts.MenuItem {...props} />
export const MenuSection = (props: MenuSectionProps) => parts && <parts.MenuSection {...props} />
export const MenuSeparator = () => parts && <parts.MenuSeparator />
export const SubMenu = (props: SubMenuProps) => parts && <parts.SubMenu {...props} />
