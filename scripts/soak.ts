/** `npm run soak`: see `soak/main.ts`. */
await import("./soak/main.ts");
