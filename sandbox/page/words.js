// The words of the page in both languages, and the switch between them.

const WORDS = {
  zh: {
    title: "聊天沙盒", addPerson: "添加人物", addGroup: "新建群组", journal: "调用日志",
    type: "输入消息", send: "发送", attach: "添加附件", commands: "命令菜单", reply: "回复",
    edit: "编辑", remove: "删除", copy: "复制", edited: "已编辑", protected: "受保护内容，不可保存",
    spoiler: "点按显示隐藏内容", cancel: "取消", create: "创建", close: "关闭", ok: "好",
    replyingTo: "回复", editing: "正在编辑", name: "姓名", username: "用户名（可不填）",
    groupTitle: "群组名称", members: "成员", bots: "机器人", admin: "管理员", today: "今天",
    yesterday: "昨天", earlier: "显示更早的消息", emptyChat: "还没有消息", start: "开始",
    nobody: "这里还没有人", nobodyHint: "添加一个人物，就能以其身份和机器人聊天。",
    noBot: "还没有机器人连接到这个沙盒", typing: "正在输入…", live: "已连接", lost: "连接中断，正在重连…",
    block: "停用机器人", unblock: "恢复机器人", leave: "退出群组", blocked: "已停用此机器人",
    allMethods: "全部方法", onlyErrors: "仅看出错", download: "下载", noCalls: "还没有调用",
    waiting: "等待机器人回应…", noAnswer: "机器人没有回应这个按钮", document: "文件", voice: "语音",
    location: "位置", contact: "名片", sticker: "贴纸", more: "更多", chats: "会话",
    created: "创建了群组", joined: "加入了群组", left: "离开了群组", pinnedText: "置顶了一条消息",
    upgraded: "群组已升级为超级群组", pinned: "置顶", album: "相册", unread: "条未读", open: "打开",
    photo: "图片", video: "视频", audio: "音频", poll: "投票", locked: "受保护",
    votes: "票", closed: "投票已结束", stateOf: "在会话中", people: "人物", bytes: "字节", forwarded: "转发自",
  },
  en: {
    title: "Chat sandbox", addPerson: "Add person", addGroup: "New group", journal: "Call journal",
    type: "Write a message", send: "Send", attach: "Attach", commands: "Command menu", reply: "Reply",
    edit: "Edit", remove: "Delete", copy: "Copy", edited: "edited", protected: "Protected content, cannot be saved",
    spoiler: "Press to show hidden text", cancel: "Cancel", create: "Create", close: "Close", ok: "OK",
    replyingTo: "Reply to", editing: "Editing", name: "Name", username: "Username (optional)",
    groupTitle: "Group name", members: "Members", bots: "Bots", admin: "admin", today: "Today",
    yesterday: "Yesterday", earlier: "Show earlier messages", emptyChat: "No messages yet", start: "Start",
    nobody: "Nobody is here yet", nobodyHint: "Add a person to talk to a bot as that person.",
    noBot: "No bot is connected to this sandbox yet", typing: "is typing…", live: "Live", lost: "Connection lost, retrying…",
    block: "Block the bot", unblock: "Unblock the bot", leave: "Leave the group", blocked: "This bot is blocked",
    allMethods: "All methods", onlyErrors: "Errors only", download: "Download", noCalls: "No calls yet",
    waiting: "Waiting for the bot…", noAnswer: "The bot did not answer this button", document: "Document", voice: "Voice message",
    location: "Location", contact: "Contact", sticker: "Sticker", more: "More", chats: "Chats",
    created: "created the group", joined: "joined the group", left: "left the group", pinnedText: "pinned a message",
    upgraded: "The group became a supergroup", pinned: "Pinned", album: "Album", unread: "unread", open: "Open",
    photo: "Photo", video: "Video", audio: "Audio", poll: "Poll", locked: "protected",
    votes: "votes", closed: "Poll closed", stateOf: "in the chat", people: "People", bytes: "bytes", forwarded: "Forwarded from",
  },
};

let language = localStorage.getItem("sandbox.language") === "en" ? "en" : "zh";

export const word = (name) => WORDS[language][name] ?? name;
export const locale = () => (language === "zh" ? "zh-CN" : "en-GB");

export function speak(root = document) {
  document.documentElement.lang = locale();
  document.title = word("title");
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  const button = document.getElementById("language");
  button.textContent = language === "zh" ? "English" : "中文";
  button.lang = language === "zh" ? "en" : "zh-CN";
}

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("sandbox.language", language);
}

export const clock = (seconds) =>
  new Date(seconds * 1000).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", hour12: false });

export function day(seconds) {
  const date = new Date(seconds * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 864e5);
  if (days === 0) return word("today");
  if (days === 1) return word("yesterday");
  return date.toLocaleDateString(locale(), { year: "numeric", month: "long", day: "numeric" });
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} ${word("bytes")}`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
