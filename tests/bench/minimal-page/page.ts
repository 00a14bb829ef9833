/** The least page with the product's framework: one field, its words, a route, an open database. */
import Dexie from 'dexie'
import i18next from 'i18next'
import { createElement, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { initReactI18next, useTranslation } from 'react-i18next'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'

function Home() {
  const { t } = useTranslation('home')
  return createElement('label', null, t('search.label'), createElement('input', { type: 'search' }))
}

const database = new Dexie('minimal')
database.version(1).stores({ rows: 'id' })
void database.open()
void i18next
  .use(initReactI18next)
  .init({
    lng: 'vi',
    resources: { vi: { home: { search: { label: 'Gõ việc bạn cần làm' } } } },
    defaultNS: 'home',
  })
  .then(() => {
    const root = document.getElementById('root')
    if (root === null) throw new Error('the page has a #root')
    const router = createBrowserRouter([{ path: '/', Component: Home }])
    createRoot(root).render(createElement(StrictMode, null, createElement(RouterProvider, { router })))
    return navigator.serviceWorker.register('/sw.js')
  })
