import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const houseRules = [
  {
    selector: "ExportDefaultDeclaration",
    message: "Export by name; only configuration files need a default export.",
  },
  {
    selector: "TSEnumDeclaration",
    message: "Use a union of string literals.",
  },
  {
    selector: ":matches(PropertyDefinition, MethodDefinition)[accessibility='private']",
    message: "Use a #private name.",
  },
];

export default defineConfig(
  globalIgnores(["api/", "dist/", "docs/", "test-results/", "playwright-report/"]),
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "no-restricted-syntax": ["error", ...houseRules],
      "max-lines": ["error", 400],
      "@typescript-eslint/explicit-member-accessibility": ["error", { accessibility: "no-public" }],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/prefer-readonly": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ["tools/*.mjs"],
    languageOptions: { globals: { URL: false, console: false, process: false } },
  },
  {
    files: ["*.config.ts", "tools/*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
);
