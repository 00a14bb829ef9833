import react from '@vitejs/plugin-react'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import packageJson from './package.json' with { type: 'json' }
import { firstScript } from './src/app/first-script.ts'
import { catalogueModules } from './src/catalogue/vite-plugin.ts'

export default defineConfig({
  // Relative, with a <base> that the gateway writes into index.html: one build serves any sub-path.
  base: './',
  // What the staff corner tells; an installed app cannot ask anybody.
  define: { 'import.meta.env.VITE_VERSION': JSON.stringify(packageJson.version) },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: false,
    manifest: true,
    // All files are on the device: a link element for each chunk costs a slow one more than the file (12 ms at 6 ×).
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, chunks) => chunks.filter((chunk) => chunk.endsWith('.css')),
    },
    // What the first screen needs is one file: thirty small ones cost a slow kiosk a third of its start.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  plugins: [
    react(),
    catalogueModules(),
    firstScript(),
    {
      // The first picture already has the letters that stay: nothing moves after it.
      name: 'first-letters',
      apply: 'build',
      transformIndexHtml: {
        order: 'post',
        handler: (_html, { bundle }) =>
          Object.keys(bundle ?? {})
            .filter((file) => file.endsWith('.woff2'))
            .map((file) => ({
              tag: 'link',
              attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `./${file}` },
              injectTo: 'head',
            })),
      },
    },
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      // public/manifest.webmanifest is ours.
      manifest: false,
      injectManifest: {
        // A worker imports nothing later: what it imports only when needed is in its file, too.
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,css,json,woff2,wasm,svg,png,webmanifest}'],
        // Of the README, not of the app.
        globIgnores: ['screenshots/**'],
        maximumFileSizeToCacheInBytes: 6_000_000,
      },
    }),
  ],
  test: {
    reporters: ['default', './tests/closing-line.ts'],
    // Of all projects alike, whatever the machine: half of a test's time is waiting for a disk, a browser, a clock.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/{app,domain,catalogue,contract,vault,locales}/**/*.test.{ts,tsx}'],
          // Nothing here keeps anything between files: a process a file would read the same modules a hundred times.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          // With a database, a session and a network of their own in each file.
          name: 'device',
          include: ['tests/device/**/*.test.{ts,tsx}'],
        },
      },
      {
        extends: true,
        test: {
          name: 'gateway',
          include: ['tests/gateway/**/*.test.ts'],
          globalSetup: ['tests/gateway/postgres.ts'],
          // Each gateway has a place of its own; the program itself is read once.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/build.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
