import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'
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

export function ButtonLink({ kind = 'secondary', icon, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={`${styles.button} ${styles[kind]}`}>
      {icon}
      <span>{children}</span>
    </Link>
  )
}
