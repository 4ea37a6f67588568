# 清风 · 中文文案。每一句都给人看：平实、简短、不承诺、不泄露。

### 词

field-accused = 被反映人
field-unit = 所在单位
field-position = 职务
field-what = 什么事
field-when = 什么时候
field-where = 什么地方
field-amount = 涉及金额

role-intake = 信访受理
role-handler = 承办人
role-supervisor = 分管领导
role-head = 主要负责人
role-superior = 上级联系人
role-admin = 系统管理员

severity-serious = 严重
severity-minor = 轻微
severity-insufficient = 线索不足
severity-out-of-scope = 不属受理范围

discipline-political = 政治纪律
discipline-organizational = 组织纪律
discipline-integrity = 廉洁纪律
discipline-masses = 群众纪律
discipline-work = 工作纪律
discipline-life = 生活纪律
discipline-duty-crime = 职务违法犯罪
discipline-none = 无

route-talk = 谈话
route-letter = 函询
route-verification = 初步核实
route-hold = 暂存待查
route-transfer = 转出
route-close = 予以了结
route-ask = 请举报人补充
route-sealed = 上送封存

state-registered = 待定处置
state-awaiting-reporter = 待举报人补充
state-awaiting-approval = 待批准
state-escalated = 已呈分管领导
state-verification = 已转初步核实
state-talk = 谈话待安排
state-talk-arranged = 谈话已安排
state-letter = 函询待出函
state-letter-issued = 函已出，待送达
state-letter-delivered = 函已送达，待回复
state-reporting = 待报情况和处置意见
state-held = 暂存待查
state-transferred = 已转出
state-sealed = 上送封存
state-sent-up = 已上送
state-closed = 已办结

outcome-explained = 采信说明，予以了结
outcome-reminder-talk = 谈话提醒
outcome-criticism = 批评教育
outcome-self-examination = 责令检查
outcome-admonition = 诫勉
outcome-uncheckable = 无法查证，了结

clock-send-up = 上送期限
clock-tell-acceptance = 告知受理期限
clock-feedback = 反馈结果期限
clock-disposition = 处置建议期限
clock-letter-reply = 函询回复期限
clock-report = 情况报告期限
clock-hold-review = 暂存复查
clock-lower-accept = 下级受理期限
clock-assigned-finish = 交办办结期限
clock-lead-transfer = 监察线索移送期限
clock-petition-notice = 信访事项告知期限
clock-petition-objection = 转送异议期限
clock-petition-decision = 信访事项办理期限
clock-petition-review = 申请复查期限
clock-review-answer = 复查答复期限
clock-petition-recheck = 申请复核期限
clock-recheck-answer = 复核答复期限
clock-quarter-feedback = 季度反馈期限
clock-life-meeting = 民主生活会说明期限

level-lower = 村（社区）、乡镇
level-county = 县直单位
level-higher = 县领导及以上
level-unknown = 级别不清楚

redirect-12345 = 政务服务便民热线 12345，或者主管部门
redirect-12315 = 消费者热线 12315
redirect-110 = 公安机关，有危险请马上拨 110
redirect-court = 人民法院或者人民检察院
redirect-labour = 劳动监察大队（12333）
redirect-petition = 信访局
redirect-house = 住建部门或者 12345
redirect-other = 政务服务便民热线 12345

### 市民

citizen-welcome =
    您好，这里是 { $office } 的举报助手。

    您可以反映党员、公职人员的违纪违法问题。请如实反映；您的身份只有依法经批准的人才能看到，匿名也照常受理。

    您在 Telegram 的账号信息不会出现在举报材料里。请不要使用单位的电脑或网络。
citizen-scope =
    <b>可以反映</b>
    · 收钱收礼、公款吃喝、公车私用
    · 克扣、截留、乱收群众的钱
    · 优亲厚友、选人用人不公
    · 不作为、乱作为、态度粗暴、推来推去
    · 公职人员的其他违纪违法问题

    <b>请找别的部门</b>
    · 正在发生的危险：110
    · 买东西、服务的纠纷：12315
    · 工资、劳动合同：劳动监察 12333
    · 判决、仲裁：法院、检察院
    · 其他公共服务：12345

    写完以后，您会得到一个查询码，凭它随时可以看进展、补充材料。
    想反映的，请点下面的按钮开始。
citizen-unfinished = 您有一份没写完的反映，还在。要接着写吗？
citizen-mode = 您想用哪种方式反映？属于受理范围的，两种方式同样处理；实名的，按规定告知受理情况和结果。
citizen-name = 请写您的姓名。姓名和联系方式单独加密保存，不出现在卡片和材料里；依法经批准的人才能查看。
citizen-contact = 请留一个能找到您的电话或者邮箱。
citizen-level = 被反映的是哪一级的干部？
citizen-story =
    请把您知道的写下来，想到哪写到哪，可以分几条发，也可以发照片、文件、语音。写完点「写好了」。

    照片可能带有拍摄地点；我们给办案人员看的是去掉这些信息的副本。视频和文档里也可能有作者、地点，发之前请留意。
citizen-story-more = 已经记下 { $count } 条。请接着写，写完点「写好了」。
citizen-kept-first =
    您写的已经记下了。这里是 { $office } 的举报助手。

    请如实反映；您的身份只有依法经批准的人才能看到，匿名也照常受理。您在 Telegram 的账号信息不会出现在举报材料里。请不要使用单位的电脑或网络。
citizen-kept-early = 您写的已经记下了。还要先请您选一下：
citizen-noted = 记下了（第 { $count } 条）。可以接着写，写完点「写好了」。
citizen-noted-album = 这一组照片和文件记下了。可以接着写，写完点「写好了」。
citizen-file-noted = 文件记下了。刚才的问题，您可以接着回答，也可以点「不知道」。
citizen-file-lost = 您发的一个文件没能保存下来，请再发一次，或者用文字写出里面的内容。其他内容都在。
citizen-out-of-scope =
    您说的事，看起来由别的部门处理更合适：{ $redirect }。

    如果这里面还有公职人员的违纪违法问题，可以补充写明；您也可以坚持提交，会有工作人员亲自看。
citizen-understood =
    我这样理解，对吗？
    { $facts }

    有 { $total } 点想再问一下，不知道可以跳过。
citizen-question =
    { $number ->
        [1] ①
        [2] ②
       *[3] ③
    } { $ask }
ask-accused = 被反映的人叫什么？只知道姓或者外号也可以。
ask-unit = 他在哪个单位（哪个乡镇、哪个村）？
ask-what = 他具体做了什么？
ask-when = 大概是什么时候的事？
ask-where = 在什么地方？
ask-amount = 大概涉及多少钱？
ask-position = 他是什么职务？
citizen-review =
    请看一遍，对的话点「提交」；哪一项不对，点它就能改。
    { $facts }
citizen-review-sealed =
    您反映的是县领导及以上的干部。按规定，这类材料不在这里分析，封存后直接报送有权机关。

    对的话点「提交」。
citizen-files = · 附件：{ $count } 个
citizen-facts-none = · （还没看出具体的人和事）
citizen-correct = 「{ $field }」应该是什么？请直接写。
citizen-code =
    已收到。查询码：<code>{ $code }</code>
    只显示这一次，请抄下来，不要截图发给别人。

    为防抄错，请回复最后四位。
citizen-code-again = 和查询码的最后四位对不上。请再看一眼上面的查询码，回复最后四位；不想核对了，发 /cancel 也不影响已经提交的内容。
citizen-code-check = 请看一眼上面的查询码，回复最后四位，确认抄对了；不想核对，发 /cancel 也不影响已经提交的内容。
citizen-code-kept = 收到，已经放进刚才的材料里。还请回复查询码的最后四位，确认抄对了。
citizen-goodbye =
    好的。在任何账号里发 /status 加查询码，就能看进展；/add 加查询码，补充材料。

    建议现在删掉和我的聊天记录。谢谢您。
citizen-edited = 改过的内容已记为新的一版，原来的也保留着。
citizen-status =
    收到日期：{ $received }
    { $shown }
public-received = 进展：已收到，正在研究。
public-asked = 进展：办理人员有一个问题想问您，请看提问，或者用 /add 加查询码补充。
public-handled = 进展：正在按程序办理。
public-transferred = 进展：已按规定转有权机关处理。
public-closed = 进展：已按程序办结。
citizen-add = 请发要补充的内容：文字、照片、文件、语音都可以。发完点「补充完了」。
citizen-answer = 请写您的回答，也可以发照片或文件。发完点「补充完了」。
citizen-added = 收到，已经放进材料里。还有就接着发，没有了点「补充完了」。
citizen-add-done = 好的，都收下了。谢谢您。
citizen-withdrawn = 您的意思已经记下。已经提交的内容仍会按规定处理；您的身份同样受到保护。
citizen-asked =
    关于您反映的问题，办理人员想请您补充一点：

    <blockquote>{ $question }</blockquote>
    方便的话点「回答」；不回答也不影响办理。
citizen-accepted = 您实名反映的事项已经受理，正在按程序办理。谢谢您的信任。
citizen-feedback =
    您实名反映的事项已经办结，现把结果告诉您：

    <blockquote>{ $words }</blockquote>
    请不要对外传播这个答复。
citizen-help =
    /start 开始反映
    /status 加查询码：看进展
    /add 加查询码：补充材料
    /withdraw 加查询码：表示撤回（会记下来）
    /cancel 放弃没提交的内容
    /language 换语言 · Language

    有紧急危险请马上拨 110。
language = 请选语言 · Choose a language
language-set = 好的，用中文。
cancelled = 已经取消，没有提交任何新内容。想重新开始，发 /start。
nothing-to-cancel = 现在没有要取消的事。想反映问题，发 /start。

### 按钮

button-anonymous = 匿名反映
button-real-name = 实名反映
button-scope = 先看看能反映什么
button-other-language = English
button-resume = 接着写
button-afresh = 重新开始
button-done = 写好了
button-skip = 不知道
button-insist = 仍要提交
button-more = 再写一点
button-give-up = 不提交了
button-submit = 提交
button-fix = 改：{ $name }
button-answer = 回答
button-added = 补充完了
button-report = 我要反映问题
button-agree = 同意：{ $route }
button-change = 改变…
button-ask = 问举报人
button-transfer = 转出
button-recuse = 我要回避
button-recuse-sure = 确认回避
button-full = 看全文
button-why = 为什么
button-dates = 期限怎么算
button-back = ← 返回
button-way = { $severity } → { $route }
button-approve = 批准：{ $route }
button-low-refuse = 不同意，按严重办
button-verify = 同意初步核实
button-return = 退回重定
button-arrange-talk = 安排谈话
button-rearrange-talk = 改谈话时间
button-held = 已谈话
button-letter = 出函询通知书
button-given = 已送达
button-replied = 已收到回复
button-raise = 发现严重情形
button-ends = 报结论…
button-again = 再次谈话函询
button-reopen = 重新处置
button-accepted = 告知已受理
button-feedback = 反馈结果
button-identity = 申请看身份
button-grant = 同意
button-refuse = 不同意
button-unseal = 启封阅看
button-sent-up = 已报送上级

### 错误：说清楚哪里不对、怎么办

error-generic = 刚才这一步没能完成，没有丢失任何内容。请再试一次。
error-dead-letter = 刚才有一条消息没能处理好，内容没有丢。您可以换个说法再发一次。
error-illegal-act = 现在的状态下不能这样做。可以做的：{ $possible }。
error-not-allowed = 这一步需要有相应权限、且不需回避的人来做。
error-stale-button = 这一件刚刚有了新变化，请看更新后的卡片。
error-bad-button = 这个按钮已经失效，请发 /start；没写完的内容还在。
error-unknown-case = 没有找到这个编号的信访件。
error-wrong-code = 没有找到这个查询码。请对照抄下的查询码再试一次（不分大小写，横线可有可无）。
error-locked = 查询码输错的次数有点多。为了保护举报人，这里先停一停，请在 { $minutes } 分钟后再试。
error-invite = 这个邀请链接已经用过、过期了，或者不是本机关发出的。请向管理员要新的。
error-code-missing-status = 请在后面写上查询码，例如：/status 7K3F-9QWD-X2MP
error-code-missing-add = 请在后面写上查询码，例如：/add 7K3F-9QWD-X2MP
error-code-missing-withdraw = 请在后面写上查询码，例如：/withdraw 7K3F-9QWD-X2MP
error-unknown-command = 没有这个命令。能用的命令请看 /help。
error-unsupported = 这种消息（贴纸、联系人之类）我存不下来。请发文字、照片、文件或语音。
error-file-too-big = 这个文件超过 { $limit } MB,Telegram 不让我取。请压缩、分开发，或者用文字写出要点。其他内容都在。
error-empty-story = 还没有写内容呢。请先写一两句，再点「写好了」。
error-text-expected = 这里请用文字写。
error-name = 这看起来不像姓名。请写 2 到 40 个字；不想写，发 /cancel 后改用匿名反映。
error-contact = 这看起来不像电话或邮箱。例如 0551-1234567、13800000000 或 name@example.com。
error-stale-step = 这一步已经过去了，请看最新的一条消息。
error-reason-short = 请把理由写清楚一点（至少 { $least } 个字）。
error-reason-long = 太长了，请写在 { $most } 个字以内。
error-lure = 请不要写网址、账号或手机号（「{ $found }」）：不得用它们查找或约见举报人（《处理检举控告工作规则》第29条）。
error-moment = 没看懂这个时间。请写成 2026-12-04 09:00，或者 12月4日 9:00。
error-time-past = 这个时间已经过去了，请写一个将来的时间。
error-no-questions = 请至少写一个需要说明的问题，一行一个。
error-many-questions = 问题太多了，一份函最多 { $most } 个。请合并一些，一行一个再发。
error-quotes-tip = 这一句和举报原文相同：「{ $quote }」。函询不能照抄举报内容（《处理检举控告工作规则》第47条），请换成自己的话。
error-session-usage =
    请这样写（用竖线隔开）：
    <code>/session new 12-04 09:00 | 县委党校一楼报告厅 | 《纪律处分条例》专题辅导</code>
    只写 /session new，我会一步一步问。
error-anonymous-admin = 匿名管理员看不出是谁，请关掉匿名再发。
error-needs-reading = 这一件机器没有把握，请先「看全文」，再用「改变…」选择去向。
error-clock-not-running = 这个期限现在没有在走：{ $clock }。
error-clock-paused = 这个期限已经暂停，请先恢复：{ $clock }。
error-clock-not-paused = 这个期限没有暂停：{ $clock }。
error-clock-over = 这个期限已经过了，不能暂停，可以申请延长：{ $clock }。
error-clock-not-later = 延长后的日期要晚于原来的期限，也不能早于今天：{ $clock }。
error-clock-limit = 条文规定最多延长 { $most } 日：{ $clock }。

### 按钮的即时回答

toast-done = 已办，卡片已更新。
toast-stale = 这一件刚刚有了新变化，请看更新后的卡片。
toast-private = 已在私聊里给您。
toast-recused = 已回避，您不会再看到这一件。
toast-over = 这一步已经过去了。

### 工作人员

officer-welcome =
    { $name }，您好。您的角色：{ $role }。

    /cases 在办的信访件
    /case 加编号：看一件的卡片
    /relations 加姓名：声明与谁有关系，自动回避
    /talk 记一次任前谈话或日常谈话；/talks 全年谈话次数
    /ledger 加年份：问题线索台账（领导和案管）
    在工作群里由管理员或领导发 /bind，卡片就发到那个群。
officer-help =
    /cases 在办的信访件
    /case 加编号：看一件的卡片
    /relations 加姓名：声明与谁有关系，自动回避
    /ledger 加年份：问题线索台账（领导和案管）
    /cancel 放弃正在填的内容
    /language 换语言 · Language
    群里：/session new 通知一次教育；/bind 把这个群设为工作群
officer-cases =
    { $count ->
        [0] 现在没有您能看到的在办件。
       *[other] 在办 { $count } 件（期限近的在前）：
    }
officer-relations =
    { $names ->
        [none] 您还没有声明过关系人。写法：/relations 张三 李四
       *[other] 已声明的关系人：{ $names }。涉及他们的信访件，您会自动回避。
    }
group-bound = 这个群已设为工作群，新的信访件卡片会发到这里。群里每个人都看得到卡片：请只留已开通账号的工作人员，并对新成员隐藏历史消息。
group-unbound = 工作群已改到别的群，新的信访件卡片不再发到这里。
group-lost = ⚠️ 工作群进不去了（助手被移出，或者群已解散）。在重新发 /bind 之前，卡片逐一发给有权看的工作人员。
group-moved = ⚠️ { $name } 把工作群改到了另一个群，新的信访件卡片会发到那里。如果不是应有的调整，请马上在原来的群里重新发 /bind，并查明原因。
officer-joined = 👤 { $name } 刚刚开通了账号（{ $role }）。如果不是本人，请马上让管理员用 qingfeng officer retire 停用。
group-hello =
    大家好，我是清风助手。
    · 工作群：请管理员或领导发 /bind
    · 通知廉政教育：工作人员发 /session new
card-withdrawn = 📄 信访件 { $number }：已转为定向办理，不在这里显示。

card-head = 📄 <b>信访件 { $number }</b> · { $mode } · { $received } 收到
card-clock = ⏳ { $clock } { $due }{ $provisional ->
    [1] （节假日安排未公布，暂定）
   *[0] {""}
    }{ $extended ->
    [1] （已延长）
   *[0] {""}
    }
card-clock-paused = ⏸ { $clock } 已暂停（自 { $since }）
card-suggested = <b>建议：{ $severity }（把握 { $confidence }）→ { $route }</b>
card-review = <b>需要人工阅读</b>（机器倾向：{ $severity }，把握只有 { $confidence }）
card-decided = <b>已定：{ $severity } → { $route }</b>
card-pending = <b>{ $name } 提出：{ $route }，待批准</b>（理由：{ $reason }）
card-pending-lowering = <b>{ $name } 提出由严重降低 → { $route }，待第二人同意</b>（理由：{ $reason }）
card-target = 对象：{ $who }
card-amount = 金额：{ $amount }
card-when = 时间：{ $when }
card-where = 地点：{ $where }
card-repeat = 🔁 疑似重复件：第 { $count } 次反映同一问题，前件 { $numbers }（相同：{ $matched }）
card-repeated = 🔁 此后又有 { $numbers } 反映同一问题
card-others = 同一对象的其他件：{ $numbers }
matched-person = 对象
matched-unit = 单位
matched-number = 数字
matched-words = 情节
card-material = 材料：{ $count } 条{ $files ->
    [0] {""}
   *[other] ，其中附件 { $files } 个
    }
card-state = 状态：{ $state }
card-outcome = 结果：{ $outcome }
card-insisted = ❗ 看来不属受理范围，举报人坚持提交
card-urgent = 🚨 文中有自杀、暴力或外逃的现实危险，请马上处理
card-withdrawal = ↩ 举报人表示撤回（不影响办理）
card-lower = 可转下级办理
card-talk = 谈话：{ $at }，{ $place }，谈话人 { $talker }
card-letter = 函询：{ $number }，回复期限 { $due }
card-record = { $at } { $name }：{ $act }
card-menu-change = 请选去向（改变建议要写理由；由严重降低要第二人同意）：
card-menu-ends = 请选结论：
card-menu-recuse = 确认要回避这一件吗？您马上就看不到它，由主要负责人决定。
mode-anonymous = 匿名
mode-real-name = 实名

act-approve-talk = 定为谈话
act-approve-letter = 定为函询
act-escalate = 呈分管领导
act-hold = 暂存待查
act-transfer = 转出
act-close = 予以了结
act-ask = 请举报人补充
act-answered = 举报人回答
act-seal = 转上送封存
act-propose = 提出处置意见
act-refuse-lowering = 不同意降低
act-confirm-verification = 同意初步核实
act-send-back = 退回重定
act-arrange-talk = 安排谈话
act-talk-held = 已谈话
act-issue-letter = 出函询通知书
act-letter-delivered = 函已送达
act-reply-received = 收到回复
act-conclude = 报结论
act-again = 再次谈话函询
act-meeting = 已在民主生活会（组织生活会）说明
act-raise = 发现严重情形，转处置
act-reopen = 重新处置
act-send-up = 报送上级

sealed-card =
    🔒 <b>封存件 { $number }</b>
    收到：{ $received }
    报送上级期限：{ $due }（检举控告工作规则第15条）
    状态：{ $state }

    内容没有进入群聊，也没有分析。启封阅看会留下记录。
sealed-no-reader = 🔒 有一件封存件在等候，但还没有「{ $role }」开通账号。请尽快用 qingfeng officer invite 邀请，期限只有 5 个工作日。
case-no-reader = ⚠️ 信访件 { $number } 现在没有人可以办理：能看的人都已回避，或者还没有开通账号。请尽快安排不需回避的人，或者请示上级。
urgent = 🚨 信访件 { $number } 中有自杀、暴力或外逃的现实危险，请马上看卡片。
clock-reminder = ⏰ 信访件 { $number }：{ $clock } { $due }，还有 { $days } 个工作日。
clock-today = ⏰ 信访件 { $number }：{ $clock } { $due }，今天到期。
clock-overdue = 🔴 信访件 { $number }：{ $clock } { $due }，已超期 { $days } 个工作日。
clocks-moved = 📅 <b>放假安排公布，下列期限已重新计算</b>
clocks-moved-line = 信访件 { $number }：{ $clock } 由 { $was } 改为 { $due }
digest =
    📋 <b>{ $day }期限早报</b>
    今天到期：{ $today }
    三个工作日内到期：{ $soon }
    已超期：{ $overdue }
    待批准：{ $waiting }
digest-empty = 📋 { $day }：今天和三个工作日内没有到期的，没有超期的，也没有待批准的。
digest-count = { $total }（{ $parts }）
digest-clock = { $name } { $count }
digest-folded = 📋 { $day }早报已收起：到期 { $today }，超期 { $overdue }，待批准 { $waiting }
serious-later = ⚠️ 信访件 { $number } 有新材料，可能涉及严重情形。请看全文；确有的，请在卡片上点「发现严重情形」。
dead-letter = ⚠️ 有一条收到的消息处理失败，已原样保存（收件号 { $row }）。请系统管理员用 qingfeng inbox 查看。
delivery-unknown = ⚠️ 有一条只能发一次的消息（发件号 { $row }）不知道是否送达，请核实后人工处理。

full-text-head = 📄 <b>信访件 { $number } 全文</b>（本次阅看已记录）
full-text-part = <b>{ $at }{ $answer ->
    [1] {" "}· 回答
   *[0] {""}
    }{ $version ->
    [0] {""}
   *[other] {" "}· 第 { $version } 版
    }{ $old ->
    [1] {" "}（后来改过）
   *[0] {""}
    }</b>
full-text-file = 📎 { $name }({ $kept })
file-pending = 正在取
file-stored = 已保存
file-failed = 没取到
material-file = 信访件 { $number } 的附件（照片已去掉拍摄信息）
material-unreadable = 信访件 { $number } 的附件 { $name } 不能去掉拍摄信息，或者已经损坏，没有发送；原件仍加密保存。
reasons-head = <b>信访件 { $number }：为什么这样建议</b>
reasons-none = 没有依据可列，请人工阅读。
reasons-model = 读法：{ $model }{ $spoke ->
    [both] ，规则和模型都这样看
    [rules] ，这是规则的看法
    [classifier] ，这是模型的看法，规则看法不同
   *[unsaid] { "" }
 }。机器只建议，由您决定。
dates-head = <b>信访件 { $number }：期限怎么算</b>
dates-none = 现在没有在走的期限。

form-way =
    信访件 { $number } → { $route }{ $lowering ->
        [1] 。这是由严重降低，写完后还要第二人同意
       *[0] {""}
    }。
    请写理由：
form-return = 信访件 { $number }：退回重定，请写理由：
form-raise = 信访件 { $number }：发现什么严重情形？请写一句，原路径会停下，改呈分管领导：
form-ask = 信访件 { $number }：想问举报人什么？对方看到的就是这句话，请不要写出您的姓名。
form-talker = 信访件 { $number } 安排谈话。① 由谁谈？
form-at = ② 什么时候？例如 12月4日 9:00
form-place = ③ 在什么地方？
form-addressee = 信访件 { $number } 出函询通知书。① 发给谁（姓名、职务）？
form-questions = ② 请对方说明哪些问题？一行一个，用自己的话，不要照抄举报内容。
form-feedback = 信访件 { $number }：请写给实名举报人的结果答复。对方看到的就是这些话：
form-identity = 信访件 { $number }：为什么需要知道举报人是谁？请写理由，由另一位领导批准：
form-identity-done = 已请另一位领导批准。这次申请已记录。
identity-asked = 🔐 { $name } 申请查看信访件 { $number } 举报人的身份。理由：{ $reason }
identity-granted = 🔐 信访件 { $number }：{ $name } 已同意查看举报人身份。
identity-refused = 🔐 信访件 { $number }：{ $name } 没有同意查看举报人身份。
identity =
    🔐 <b>信访件 { $number } 实名举报人</b>
    姓名：{ $name }
    联系方式：{ $contact }

    只给您一个人看，已记录。用完请删除这条消息；不得向任何人透露（工作规则第47条）。
form-done = 已办，卡片已更新。
talk-appointment =
    <b>谈话通知（请转告本人）</b>
    事由：了解有关情况
    时间：{ $at }
    地点：{ $place }
    谈话人：{ $talker }
    陪同：{ $companion }
talk-companion-any = 可以由所在党委（党组）或者纪检组织负责人陪同
talk-appointment-note = 上一条可以转告本人（不要转发，也不要提信访件）。信访件 { $number } 谈完后，请点卡片上的「已谈话」。
letter-document = { $number }：函询通知书。请核对、用印后送达。函上的回复期限 { $due } 按今天送达计算；送达后点卡片上的「已送达」，会按送达日重算。
letter-template-broken = { $number } 已编号，但本机关的函询模板有问题，没能生成文件：{ $problem }。请管理员改好模板后，在「更多… → 文书…」里重新取。

### 教育通知

session-when = 什么时候？请回复这条消息，例如 12月4日 9:00
session-place = 在什么地方？请回复这条消息。
session-topic = 什么内容？请回复这条消息。
session-announced =
    📅 <b>廉政教育</b>
    { $at }
    { $place }
    { $topic }
session-reminder =
    ⏰ <b>提醒：廉政教育还有{ $left }</b>
    { $at }
    { $place }
    { $topic }
left-days = { $n } 天
left-hours = { $n } 小时
left-minutes = { $n } 分钟

### 命令菜单

menu-start = 开始反映
menu-status = 凭查询码看进展
menu-add = 凭查询码补充材料
menu-withdraw = 凭查询码表示撤回
menu-cancel = 放弃没提交的内容
menu-help = 怎么用
menu-language = 换语言 · Language
menu-cases = 在办的信访件
menu-case = 看一件的卡片
menu-relations = 声明与谁有关系
menu-session = 通知一次廉政教育
menu-bind = 设为工作群

### 研判依据（qingfeng explain）

explain-title = 研判依据
explain-severity = 轻重
explain-confidence = 把握
explain-discipline = 纪律
explain-review = 人工阅读
explain-urgent = 现实危险
explain-redirect = 该找谁
explain-missing = 还缺
explain-model = 读文字的版本
explain-spoke = 谁的看法
explain-spoke-both = 规则和模型都这样看
explain-spoke-rules = 规则的看法
explain-spoke-classifier = 模型的看法，规则看法不同
explain-message = 原文
explain-reasons = 理由
explain-facts = 要素
explain-number = 序号
explain-words = 原话
explain-rule = 规则
explain-article = 条文
explain-weight = 权重
explain-fact = 要素
explain-sum = 合计 { $yuan } 元
explain-yes = 需要
explain-no = 不必
explain-urgent-yes = 有，请马上处理
explain-urgent-no = 没有读出
explain-nothing = 没有
explain-no-reasons = 没有读出可以引用的理由，请看全文。
explain-unverified = 条文待核对
explain-why-unreadable = 读不出内容
explain-why-long = 太长，只读了前 { $count } 字
explain-why-low = 把握低于 { $bar }
explain-why-doubt = 规则和模型看法不全一致，或者可能有更重的问题
explain-legend-reason = 理由，序号见下表
explain-legend-fact = 要素
explain-hidden = 原文里有 { $count } 个看不见的字符，这里没有显示；位置仍按原文计算。
explain-decides = 机器只读一遍、提个建议，轻重和去向由工作人员决定；「把握」是读文字的把握，不是事情属实的把握。
explain-tag-accused = 对象
explain-tag-unit = 单位
explain-tag-position = 职务
explain-tag-when = 时间
explain-tag-where = 地点
explain-tag-what = 事情
explain-tag-amount = 金额

### 办案 · casework

role-oversight = 案件监督管理
state-kept = 重复件，留存备查
state-sent-down = 已转下级，待受理
state-merged = 已并案
state-assigned = 承办中，待提处置建议
state-talk-planned = 谈话方案待批准
state-reported = 处置意见待批准
state-spot-check = 抽查核实
outcome-talk-again = 再次谈话
outcome-letter-again = 再次函询
outcome-verification = 转初步核实
opinion-signed = 单位党委（党组）主要负责人已签署意见
opinion-missing = 未签署意见
opinion-not-needed = 对方就是该负责人，不需签署
scan-talk-record = 谈话笔录
scan-reply = 函询回复
scan-receipt = 送达回执
scan-minutes = 集体研究记录
scan-opinion = 签署意见
scan-self-examination = 书面检查
scan-other = 其他材料
button-assign = 分办…
button-reassign = 换承办人…
button-escalate = 呈初步核实
button-more-acts = 更多…
button-send-down = 转下级…
button-keep = 重复件留存…
button-merge = 并案…
button-split = 分案…
button-hand-back = 退回重新分办
button-discuss = 记集体研究…
button-aside = 请别人回避…
button-plan-yes = 批准谈话方案
button-plan-no = 退回方案
button-record = 记谈话笔录…
button-opinion = 签署情况…
button-given-on = 已送达，另填日期
button-replied-on = 已收到回复，另填日期
button-approve-outcome = 批准处置意见
button-return-report = 退回报告
button-check-yes = 抽查属实，了结
button-check-no = 抽查不实，重新处置
button-lower-yes = 下级已受理
button-lower-no = 下级退回
button-meeting = 已在民主生活会说明
button-reopen-closed = 重新办理…
button-scan = 存入扫描件…
button-papers = 文书…
error-assign-first = 请先「分办」，由承办人提出处置意见。
error-discuss-first = 请先用「记集体研究」记下研究情况，再签批。
error-not-your-turn = 现在轮到{ $seat }签批。
error-record-first = 请先把谈话笔录记下来，或者存入笔录扫描件，再报结论。
error-opinion-first = 请先填函询回复有没有单位党委（党组）主要负责人签署意见，再报结论。
error-two-talkers = 谈话至少要有 { $least } 人参加，请把姓名都写上，用顿号或空格隔开。
error-ends-before = 结束时间要在开始时间之后。
error-time-ahead = 这个时间还没有到，请写已经过去的时间。
error-plan-past = 方案里的谈话时间已经过去，请退回，另定时间。
error-day = 没看懂这个日期。请写成 2026-12-04、12月4日 或者 昨天。
error-day-ahead = 这一天还没有到，请写已经过去的日期或今天。
error-day-before = 这一天早于 { $earliest }，对不上，请核对。
error-no-answers = 还没有记下一问一答。请按「问：…… 答：……」写，至少一条。
error-question-answer = 请按「问：…… 答：……」写，一条消息一问一答；写完了发「完」。
error-scan-expected = 这里请发照片或文件（说明写「笔录」「回复」「回执」等）；发完了写「完」。
error-scan-kind = 只收照片和 PDF、Word 文件。录音录像请按规定另行保管。
error-names-reporter = 函里出现了举报人的信息，不能发出（《处理检举控告工作规则》第47条）。请改掉。
error-merge-itself = 不能并入自己，请写另一件的编号。
error-merge-over = { $number } 已经办完或并走了，不能再并入。
toast-twice = 您刚才已经办过这一步，没有重复。
assigned-to-you = 📌 信访件 { $number } 由 { $by } 分给您承办。
assigned-told = 📌 信访件 { $number } 已由 { $by } 分给 { $name } 承办。
recusal-asked =
    { $by ->
        [reporter] 信访件 { $number }：举报人提出请 { $name } 回避
       *[officer] 信访件 { $number }：{ $name } 需要回避
    }（{ $reason }）。{ $name } 现在已经看不到这一件，请您决定是否回避：
recusal-granted = 信访件 { $number }：{ $name } 回避。
recusal-refused = 信访件 { $number }：{ $name } 不需回避，可以继续办理。
recusal-lifted = 信访件 { $number }：主要负责人决定您不需回避，可以继续办理。
card-handler = 承办人：{ $name }
card-discussed = 集体研究：{ $record }
card-not-discussed = ❗ 还没有记下集体研究情况
card-seats = 还需签批：{ $seats }
card-merged = 🔗 并入本件：{ $numbers }
card-merged-into = 🔗 已并入 { $number }，由该件继续办理
card-scans = 扫描件：{ $count } 份
card-asked = ❓ 有一个问题在等举报人回答
card-menu-assign = 请选承办人：
card-menu-more = 其他操作：
card-menu-opinion = 函询回复有没有签署意见？
card-menu-aside = 请谁回避？（由主要负责人决定）
act-query = 向举报人提问
act-assign = 分办
act-reassign = 换承办人
act-keep = 重复件留存
act-send-down = 转下级
act-lower-accepted = 下级已受理
act-lower-refused = 下级退回
act-merge = 并案
act-split = 分案
act-discuss = 记下集体研究
act-agree = 同意
act-plan-talk = 报谈话方案
act-approve-plan = 批准谈话方案
act-return-plan = 退回谈话方案
act-report = 报情况和处置意见
act-return-report = 退回报告
act-talk-again = 再次谈话
act-letter-again = 再次函询
act-draw-check = 采信，抽中抽查核实
act-check-confirmed = 抽查属实，了结
act-check-refuted = 抽查不实
act-serious-cue = 发现严重情形，原路径停止
form-down = 信访件 { $number }：转给哪个下级机关？请写机关名称和理由：
form-keep = 信访件 { $number }：和哪一件重复？请写编号和理由，例如「与 2026-0098 相同」：
form-merge = 信访件 { $number }：并入哪一件？请写编号，例如 2026-0098：
form-split = 信访件 { $number }：另立一件。请用自己的话写出另一个问题（谁、什么事、何时何地）：
form-split-done = 已另立信访件 { $number }，卡片在工作群。
form-discuss = 信访件 { $number }：集体研究情况。请写日期、参加人、意见，例如「11月30日，沈岚、程远、何清；一致同意谈话」：
form-report = 信访件 { $number }：拟报结论「{ $outcome }」。请写情况报告：谈话或回复的情况、核对的结果、处置意见。写好后报领导批准。
form-return-plan = 信访件 { $number }：退回谈话方案，请写理由：
form-return-report = 信访件 { $number }：退回报告，请写还要核清什么：
form-check-yes = 信访件 { $number }：请写抽查核实的情况：
form-check-no = 信访件 { $number }：抽查发现什么不实？请写清楚：
form-lower-no = 信访件 { $number }：下级为什么退回？请写理由：
form-reopen = 信访件 { $number }：为什么重新办理？请写理由：
form-companion = ④ 谁陪同（对方单位党委（党组）或纪委负责人）？没有就写「无」
form-notes = ⑤ 安全、健康、保密要注意什么？例如「有高血压，备药；一楼谈话室；不用手机」
form-cc = ③ 抄送对方单位党委（党组）哪位主要负责人？写姓名、职务；对方就是这位负责人，写「本人」；没有就写「无」
form-given-on = 信访件 { $number }：哪一天送达的？例如 12月4日、昨天
form-replied-on = 信访件 { $number }：哪一天收到回复的？例如 12月4日、昨天
form-talkers = 信访件 { $number } 谈话笔录。① 谈话人（至少两人，姓名用顿号隔开）？
form-began = ② 什么时候开始的？例如 11月27日 9:00
form-ended = ③ 什么时候结束的？
form-answers = ④ 一问一答，一条消息写一对：「问：…… 答：……」。都写完了发「完」。
form-answer-kept = 记下第 { $count } 条。接着写下一条，写完了发「完」。
form-read-back = ⑤ 笔录给对方看过或者读过，对方认可了吗？（是/否）
form-signed = ⑥ 对方在每一页签名了吗？（是/否）
form-scan = 信访件 { $number }：请发照片或文件，说明里写是什么（笔录、回复、回执、纪要、意见、检查）。可以发几份，发完写「完」。
form-scan-kept = 已存入：{ $scan }。还有就接着发，没有了写「完」。
talk-kinds = 记一次不属于信访件的谈话。是哪一种？
talk-counts = { $year } 年谈话：信访件 { $case } 人次，任前廉政谈话 { $appointment } 人次，与主要负责人日常谈话 { $routine } 人次。
button-talk-appointment = 任前廉政谈话
button-talk-routine = 日常谈话
form-solo-person = ① 和谁谈（姓名、单位、职务）？
form-solo-talkers = ② 由谁谈？几个人用顿号隔开
form-solo-at = ③ 什么时候？例如 12月4日 9:00；已经谈过的写年份，例如 2026-11-20 9:00
form-solo-place = ④ 在什么地方？
form-solo-done = 已记下。/talks 看全年次数。
menu-talk = 记一次任前谈话或日常谈话
menu-talks = 今年谈话次数
error-year = 请写年份，例如 /talks 2026
citizen-recusal = 您觉得谁应当回避、为什么？请写出来，由主要负责人决定。您写的话按举报材料一样保密。
citizen-recusal-kept = 收到了，会请主要负责人决定。决定以前，姓名与您写的相同的工作人员看不到这一件。
button-ask-recusal = 请某人回避
recusal-wanted = 信访件 { $number }：举报人请求有关人员回避，请看全文（最后一条），用「我要回避 → 请别人回避」决定。
reporter-unreachable = 信访件 { $number }：给举报人的消息没有送到（对方停用了机器人或注销了账号）。对方凭查询码发 /status，能看到进展和没回答的提问，看不到答复的原话。
serious-stopped = ⚠️ 信访件 { $number }：新补充的内容可能涉及严重情形，谈话函询已停下，退回重新提出处置意见。请看全文。
button-clocks = 期限中止、延长…
button-clock-pause = 中止：{ $clock }
button-clock-resume = 恢复：{ $clock }
button-clock-extend = 延长：{ $clock }
card-menu-clocks = 哪一个期限？（中止和延长由分管领导同意）
form-pause = 信访件 { $number }：为什么中止「{ $clock }」？例如「已请举报人补充，尚未回答」
form-resume = 信访件 { $number }：为什么恢复「{ $clock }」？
form-extend = 信访件 { $number }：「{ $clock }」延长到什么时候？写总长（例如 2mo、20wd）或最后一天（例如 2027-01-15）
form-extend-why = 为什么延长？
form-clock-asked = 已报分管领导。同意以后卡片会更新。
error-extend = 没看懂。请写总长（20wd 是二十个工作日，45d 是四十五天，2mo 是两个月）或最后一天（2027-01-15）。
clock-asked = 信访件 { $number }：{ $name } 请示{ $change ->
        [pause] 中止「{ $clock }」
       *[extend] 延长「{ $clock }」到 { $to }
    }（{ $reason }）。您同意吗？
clock-granted = 信访件 { $number }：已同意{ $change ->
        [pause] 中止
       *[extend] 延长
    }「{ $clock }」。
clock-refused = 信访件 { $number }：不同意{ $change ->
        [pause] 中止
       *[extend] 延长
    }「{ $clock }」。
talk-reminder = ⏰ 信访件 { $number }：谈话 { $at }，{ $place }。

### 文书和台账 · papers and registers

paper-registration = 问题线索登记表
paper-disposition = 处置呈批表
paper-inquiry = 谈话函询呈批表
paper-talk-plan = 谈话方案
paper-safety-plan = 安全预案
paper-talk-notice = 谈话通知
paper-talk-record = 谈话笔录
paper-letter = 函询通知书
paper-opinion = 处置意见
paper-report = 结案报告
paper-acceptance = 采信了结函
paper-meeting = 民主生活会说明通知
paper-handover = 初核移交单
paper-contents = 卷内目录
button-pdf = 要 PDF
button-folder = 整卷导出…
papers-menu =
    🗂 <b>信访件 { $number } 的文书</b>
    点一份，Word 文件就发到这里，并留下记录。系统知道的已经填好，不知道的留空，请手写补上。文书里没有举报人的姓名和联系方式。
paper-document = 信访件 { $number }：{ $paper }。请核对，补填空白处。内部文书不得外传，用完请删除这条消息。
paper-outward = 信访件 { $number }：{ $paper }（发给对方的）。请核对、用印后送达；里面没有举报内容。
paper-pdf = 信访件 { $number }：{ $paper }（PDF）。
paper-pdf-failed = 信访件 { $number }：{ $paper }的 PDF 没有做成，请在 Word 里另存为 PDF。
error-paper-not-now = 按现在的状态，这份文书还不能做。请重新点「文书…」看看。
error-no-pdf = 这台机器没有装 LibreOffice，只能发 Word 文件。
ledger = 📒 { $year } 年问题线索台账，{ $count } 件。没有举报内容；封存件和您回避的件不在里面。用完请删除这条消息。
error-ledger = 没看懂。写法：/ledger 2026；要带被反映人姓名，写 /ledger 2026 姓名
menu-ledger = 问题线索台账（领导、案管）
export-code =
    🗄 <b>信访件 { $number }：整卷导出码</b>
    <code>{ $code }</code>
    请把这个码交给系统管理员，24 小时内用一次：
    <code>qingfeng case export { $number }</code>
export-password =
    🔑 <b>信访件 { $number }：压缩包的密码</b>
    <code>{ $password }</code>
    只有您知道。请抄下来另行保管，不要交给管理员，不要和压缩包放在一起；抄完删除这条消息。
export-done = 🗄 信访件 { $number } 已整卷导出，{ $count } 个文件。压缩包 SHA-256：<code>{ $sha }</code>
error-export-sealed = 封存件不能导出（《处理检举控告工作规则》第15条）。
error-export-code = 导出码不对、不是这一件的、已经用过，或者过了 24 小时。请主要负责人重新取一个。
error-day-off = 这一天不上班（{ $why }）。请另定一天，例如 { $better }。
as-proposed = 照建议（{ $articles }）
