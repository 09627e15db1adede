// What an SDK's own TypeScript declarations say of its answers, held against the answers that came:
// a field they do not know, a value no enumeration has, a missing field that is required or another type is a difference.
import fs from "node:fs";
import path from "node:path";

const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, "");

export class Declarations {
  #folder;
  #modules = new Map();

  constructor(folder) {
    this.#folder = folder;
  }

  /** The type a method of a service promises, yields or waits for: { answer, item, waited }. */
  promised(module, service, method) {
    const text = withoutComments(fs.readFileSync(path.join(this.#folder, module, "api.d.ts"), "utf8"));
    const body = text.match(new RegExp(`export declare class ${service} \\{([\\s\\S]*?)\\n\\}`))?.[1];
    const given = body?.match(new RegExp(`\\n    ${method}\\([^)]*\\): (.*);`))?.[1];
    if (!given) throw new Error(`${module}.${service}.${method} is not declared`);
    const waiter = given.match(/^Promise<Waiter<(.*), (.*)>>$/);
    if (waiter) return { answer: waiter[1], waited: waiter[2] };
    const list = given.match(/^AsyncIterable<(.*)>$/);
    return list ? { item: list[1] } : { answer: given.match(/^Promise<(.*)>$/)[1] };
  }

  /** Every difference between a value and its declared type. */
  differences(module, type, value, at = "answer") {
    const array = type.match(/^Array<(.*)>$/)?.[1] ?? type.match(/^(.*)\[\]$/)?.[1];
    if (array) {
      if (!Array.isArray(value)) return [`${at} is no array`];
      return value.flatMap((item, i) => this.differences(module, array, item, `${at}[${i}]`));
    }
    const record = type.match(/^Record<string, (.*)>$/)?.[1];
    if (record) return Object.entries(value).flatMap(([key, item]) => this.differences(module, record, item, `${at}.${key}`));
    if (["any", "unknown", "EmptyResponse"].includes(type)) return [];
    if (["string", "number", "boolean"].includes(type)) {
      // A cell that is NULL is null, though the declaration says text.
      const isNull = value === null && at.includes("data_array");
      return typeof value === type || isNull ? [] : [`${at} is ${JSON.stringify(value)}, declared ${type}`];
    }
    const [owner, name] = type.includes(".") ? type.split(".") : [module, type];
    const declared = this.#module(owner).get(name);
    if (!declared) return [`${at}: the type ${type} is not declared`];
    if (declared.literals) return declared.literals.includes(value) ? [] : [`${at} is ${JSON.stringify(value)}, not of ${name}`];
    if (value === null || typeof value !== "object") return [`${at} is ${JSON.stringify(value)}, declared ${name}`];
    const missing = [...declared.fields].filter(([field, { isRequired }]) => isRequired && value[field] === undefined).map(([field]) => `${at}.${field} is missing`);
    const given = Object.entries(value).flatMap(([field, item]) => {
      const known = declared.fields.get(field);
      return known ? this.differences(owner, known.type, item, `${at}.${field}`) : [`${at}.${field} is not a field of ${name}`];
    });
    return [...missing, ...given];
  }

  #module(name) {
    if (!this.#modules.has(name)) {
      const text = withoutComments(fs.readFileSync(path.join(this.#folder, name, "model.d.ts"), "utf8"));
      const types = new Map();
      for (const [, type, body] of text.matchAll(/export interface (\w+) \{([\s\S]*?)\n\}/g)) {
        const fields = [...body.matchAll(/\n\s+(\w+)(\?)?: ([^;]+);/g)].map(([, field, optional, of]) => [field, { type: of.trim(), isRequired: !optional }]);
        types.set(type, { fields: new Map(fields) });
      }
      for (const [, type, body] of text.matchAll(/export type (\w+) =([^;]*);/g)) {
        const literals = [...body.matchAll(/"([^"]*)"/g)].map(([, literal]) => literal);
        if (literals.length > 0) types.set(type, { literals });
      }
      this.#modules.set(name, types);
    }
    return this.#modules.get(name);
  }
}
