/** An emoji of a comparison, and what it is called over a telephone. */
export interface Emoji {
  readonly symbol: string;
  readonly name: string;
}

/** The 64 emoji of FORMATS.md §10.1, by place. */
export const EMOJI: readonly Emoji[] = `
  ⚓ anchor, 🍎 apple, 🎈 balloon, 🍌 banana, 🔔 bell, 🚲 bicycle, 📕 book, 🍞 bread
  🦋 butterfly, 🌵 cactus, 🎂 cake, 🥕 carrot, 🏰 castle, 🐱 cat, 🧀 cheese, ⏰ clock
  🦀 crab, 👑 crown, 💎 diamond, 🐶 dog, 🥁 drum, 🥚 egg, 🐘 elephant, 🔥 fire
  🐟 fish, 🏁 flag, 👻 ghost, 🎁 gift, 🌍 globe, 🍇 grapes, 🎸 guitar, 🔨 hammer
  💙 heart, 🐴 horse, 🔑 key, 🍋 lemon, 🦁 lion, 🧲 magnet, 🌙 moon, 🍄 mushroom
  🐙 octopus, 🦉 owl, 🐼 panda, 🐧 penguin, 📞 phone, 🎹 piano, 🐷 pig, 🍕 pizza
  🐰 rabbit, 🌈 rainbow, 🤖 robot, 🚀 rocket, 🚢 ship, 👟 shoe, ⛄ snowman, ⭐ star
  ⛺ tent, 🚂 train, 🌳 tree, 🏆 trophy, 🎺 trumpet, 🌷 tulip, 🐢 turtle, ☔ umbrella
`
  .trim()
  .split(/\s*[,\n]\s*/)
  .map((pair) => {
    const [symbol = "", name = ""] = pair.split(" ");
    return { symbol, name };
  });
