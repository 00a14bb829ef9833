import { type ButtonHTMLAttributes, type MouseEvent, type ReactNode, useState } from 'react'
import { Link, type LinkProps, useLinkClickHandler } from 'react-router'
import { nextPicture } from '../../first-picture.ts'
import { isFollowedHere } from '../link/link.tsx'
import { useLeaveOnce } from '../screen/use-leave-once.ts'
import styles from './button.module.css'

type Kind = 'primary' | 'secondary' | 'quiet' | 'danger'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly kind?: Kind
  /** Shows that work is under way; further taps are ignored, the button keeps its name and focus. */
  readonly isBusy?: boolean
  readonly icon?: ReactNode
}

export function Button({
  kind = 'secondary',
  isBusy = false,
  icon,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${styles[kind]}`}
      aria-disabled={isBusy || rest['aria-disabled']}
      data-busy={isBusy}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      {icon}
      <span>{children}</span>
    </button>
  )
}

interface ButtonLinkProps extends Omit<LinkProps, 'className'> {
  readonly kind?: Kind
  readonly icon?: ReactNode
  readonly children: ReactNode
}

/** Looks pressed before the next screen is made: on a slow kiosk that takes longer than a tap may go unanswered. */
export function ButtonLink({ kind = 'secondary', icon, children, onClick, ...rest }: ButtonLinkProps) {
  const { to, relative, replace, state } = rest
  const follow = useLinkClickHandler(to, {
    state,
    ...(relative === undefined ? {} : { relative }),
    ...(replace === undefined ? {} : { replace }),
  })
  const [isFollowed, setIsFollowed] = useState(false)
  const once = useLeaveOnce()

  function answer(event: MouseEvent<HTMLAnchorElement>): void {
    onClick?.(event)
    if (!isFollowedHere(event, rest)) return
    event.preventDefault()
    once(() => void followPressed(event))
  }

  async function followPressed(event: MouseEvent<HTMLAnchorElement>): Promise<void> {
    const link = event.currentTarget
    setIsFollowed(true)
    await nextPicture()
    setIsFollowed(false)
    // Away with its screen, as at the end of a visit: then nobody wants to go there any more.
    if (link.isConnected) follow(event)
  }

  return (
    <Link
      {...rest}
      className={`${styles.button} ${styles[kind]}`}
      data-followed={isFollowed}
      onClick={answer}
    >
      {icon}
      <span>{children}</span>
    </Link>
  )
}
