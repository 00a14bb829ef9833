/** Serves the minimal page from its cache, with the library that the product's worker uses. */
import { clientsClaim } from 'workbox-core'
import { precacheAndRoute } from 'workbox-precaching'

precacheAndRoute([
  { url: './', revision: '1' },
  { url: 'page.js', revision: '1' },
])
clientsClaim()
