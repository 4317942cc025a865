"""The words by which a text rendition of a thread page shows where posts begin and end.

Facts, read on captures of Discuz! X3.3 and X3.4 pages with and without plugins, of phpBB, Tieba, a Markdown archive and Discuz!'s print page:
over (Tieba: under) every post stands a bar with its time; over the bar a card of numbers and labels in any order; under the text the
buttons; under the last post the reply form and the footer.
"""

from __future__ import annotations

import re

DAY = r"\d{4}\s*[-/年]\s*\d{1,2}\s*[-/月]\s*\d{1,2}(?:\s*日)?"
CLOCK = r"(?:上午|下午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:[AP]M|[ap]m))?"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
# Tue Jan 03, 2017 9:12 am (phpBB); Jan 28, 2019 (XenForo); 01-11-2008, 08:45 PM (vBulletin, whose first figure may be the month or the day)
ENGLISH = (
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},?\s+)?(?:\d{{1,2}}\s+{MONTH}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?),?\s+\d{{4}}(?:,?\s+(?:at\s+)?{CLOCK})?"
    rf"|\d{{1,2}}-\d{{1,2}}-\d{{4}},?\s+{CLOCK}"
)
CTIME = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}\s+\d{1,2}:\d{2}:\d{2}\s+\d{4}"
STAMP = rf"(?:{DAY}(?:[,，]?\s+{CLOCK})?|{ENGLISH})"
RELATIVE = r"(?:半|\d+)\s*(?:秒|分钟|小时|天)前|(?:昨天|前天|今天)\s*\d{1,2}:\d{2}"
TIME = rf"(?:{STAMP}|{RELATIVE})"
TIMES = re.compile(TIME)
NUMBER = r"(?:#\s*\d+|第\s*\d+\s*[条楼层]|\d+\s*[#楼])"  # a floor
WORDS = (
    r"(?:显示全部楼层|只看该作者|只看楼主|只看大图|只看本楼|倒序浏览|正序浏览|倒序看帖|倒序阅读|使用道具|阅读模式|回帖奖励|查看全部|来自手机|电梯直达|\[复制链接\]|复制链接|"
    r"举报|引用|回复|楼主|沙发|板凳|地板|收起|编辑|打印|字体大小[:：]?\s*[tT]{1,2})"
)
FROM = r"(?:来自\s*[-:：]?\s*[^。|，]{1,20}?|IP属地[:：]?\s*[^。|，]{1,12}?|(?:阅读|浏览|点击|查看|回复|评论)\s*[:：]?\s*\d+|\d+\s*[#楼])"

BARS = (
    # 发表于 2023-4-25 20:37:55 | 显示全部楼层 |阅读模式;  楼主| 发表于 …;  1#  楼主  发表于 …;  某人 发表于 …
    re.compile(
        rf"(?P<handle>[^。！？；，]{{0,40}}?)[|｜\s]*(?:发表于|發表於|发布于|回复于|写于|wrote on)\s*[:：]?\s*(?P<time>{TIME})(?:[|｜\s]|{WORDS}|{FROM}|最后由(?:\s*\S{{1,30}}\s+)?\s*编辑)*"
        # 查看11 | 回复2 | 2008-3-7 19:54:07 | 显示全部楼层 |阅读模式
        rf"|(?P<handle_>)(?:(?:查看|阅读|回复)\s*[:：]?\s*\d+\s*[|｜]\s*)*(?P<time_>{STAMP})(?:\s*[|｜]\s*{WORDS})+[|｜\s]*"
    ),
    # 发信人: 某人 (昵称), 信区: 版面 / 标  题: … / 发信站: 某站 (Sun May 11 19:22:30 2014), 站内 (KBS); 作者 / 看板 / 標題 / 時間 (PTT);
    # « on: January 18, 2022, 09:12:33 PM », « Reply #1 on: … » (SMF)
    re.compile(
        rf"(?:发信人|發信人|作者)\s*[:：]?\s*(?P<handle>\w{{2,20}})\s*\([^()]{{0,30}}\).{{0,160}}?(?P<time>{CTIME})\)?(?:[,，]\s*(?:站内|转信))?"
        rf"|(?P<handle_>)«\s*(?:(?:Reply|回复)\s*#\d+\s*)?(?:on|于)\s*[:：]\s*(?P<time_>{TIME})\s*»"
    ),
    # 作者：某人 | 时间：… | 阅读：48 (a theme of X3.4, and the print page); 楼主：某人 时间：… 点击：5220 回复：18 (Tianya)
    re.compile(rf"(?:作者|楼主)\s*[:：]\s*(?P<handle>[^。，]{{1,30}}?)[|｜\s]+时间\s*[:：]\s*(?P<time>{TIME})(?:[|｜\s]|{WORDS}|{FROM})*"),
    # 楼主 某人 / 839 2 2024-3-2 08:32 (the touch template of X3.5: floor, name, for the first post views and replies, time)
    re.compile(
        rf"(?P<floor>楼主|沙发|板凳|地板|\d{{1,5}}\s*#)\s+(?P<handle>[^\s。！？；，：:|｜]{{1,20}})\s+(?:(?P<views>\d+)\s+(?P<replies>\d+)\s+|\d+\s+)?(?P<time>{DAY}\s+{CLOCK})"
    ),
    # by 某人 » 2024-04-10 16:01
    re.compile(rf"(?:Post\s*|帖子\s*|未读帖子\s*)?(?:by|由|作者[:：]?)\s+(?P<handle>\S.{{0,30}}?)\s*»\s*(?P<time>{TIME})"),
    # 2024-04-10 16:01 #1;  #1 2024-04-10 16:01;  2024年4月10日 第 1 条 2024年4月10日
    re.compile(
        rf"(?P<handle>)(?P<floor>{NUMBER})\s*[·•|｜]?\s*(?P<time>{TIME})"
        rf"|(?P<handle_>)(?:Old\s+)?(?P<time_>{TIME})\s*[·•|｜]?\s*{NUMBER}(?:\s+{TIME})?"
    ),
    # 2024-04-10 16:01 on a line of its own, under a name and over the text, in copies of many engines; a bare number behind it is the floor
    re.compile(
        rf"(?P<handle>)(?:发布于|发表于|Posted)?\s*[:：]?\s*(?P<time>{DAY}[,，]?\s+{CLOCK})(?:\s*(?P<floor>\d{{1,4}}))?"
        rf"|(?P<handle_>[^\s。！？；，：:]{{1,20}}?)\s*(?P<time_>{DAY}\s+{CLOCK})\s*(?P<floor_>\d{{1,4}})"
    ),
    # 2022年1月17日 / 1: the day and the number of the post, each on its line (Discourse)
    re.compile(rf"(?P<handle>)(?P<time>{DAY})\s(?P<floor>\d{{1,4}})"),
    # 某人2024-04-10 16:01, 某人 · 2024-04-10 16:01: a name and a time alone
    re.compile(
        rf"(?P<handle>(?!.*(?:时间|日期|来源|更新|发布))[^\s。！？；，：:]{{1,20}}?)(?:\s*[（(]楼主[)）])?\s*[·•|｜—-]?\s*(?P<time>{DAY}\s+{CLOCK})"
    ),
)
FEW = (1, 1, 1, 1, 1, 2, 2, 2, 2)  # how many lines of a kind there must be before it counts
# How the first line of a bar of each kind begins when the bar is broken over lines.
OPENERS = (
    re.compile(r"(?:发表于|發表於|发布于|回复于|写于|wrote on)\s*[:：]?$"),
    re.compile(r"^(?:发信人|發信人|作者)\s*[:：]?\s*\w{2,20}\s*\("),
    re.compile(r"^(?:作者|楼主)\s*[:：]"),
    re.compile(r"^(?:楼主|沙发|板凳|地板|\d{1,5}\s*#)(?:\s+[^\s。！？；，：:|｜]{1,20})?$"),
    re.compile(r"^(?:Post|帖子|未读帖子)?\s*(?:by|由|作者[:：]?)?$"),
    re.compile(rf"^(?:{NUMBER}|{DAY}.*|{ENGLISH})$"),
    re.compile(rf"^{DAY}.*$"),
    re.compile(rf"^{DAY}$"),
    re.compile(r"^(?!)"),  # never broken: any short line could be the name
)
# 来自Android客户端1楼2024-05-06 14:25回复: stands under its post, at times behind 回复(0) and broken over lines.
FOOT_OPENER = re.compile(r"^(?:回复|举报|回复\(\d+\)|来自\S{2,14}|\d{1,5}\s*楼)$")
FOOT = re.compile(
    rf"(?:(?:举报|回复(?:\(\d+\))?|收起回复)\s*)*(?:来自\s?\S{{2,14}})?\s*(?P<floor>\d{{1,5}})\s*楼\s*(?P<time>{TIME})\s*(?:来自\S{{2,14}})?(?:\s|回复|收起回复|举报|\(\d+\))*"
)
STARTER = re.compile(r"(?:Thread starter|主题发起人)(?:\s|$)")
REST = re.compile(rf"(?:[|｜\s]|{WORDS}|{FROM}|{TIME}|#\d+)+")  # the rest of a bar that was broken over lines
# A member's level in a bar of Tieba: its eighteen names unless the bar has names of its own, with the number behind or below it.
LEVEL = re.compile(
    r"(?:(?:初级|中级|高级)粉丝|(?:正式|核心|铁杆)会员|知名人士|人气楷模|黄牌指导|意见领袖|贡献大户|元老|荣誉会员|(?:初|中|高)级\S{1,4}|吧主|小吧主)\s*\d{0,2}"
)
# A bar in the middle of a line: with one of its own words behind the time, or at the line's beginning.
GLUED = re.compile(
    rf"(?:楼主\s*[|｜]?\s*)?(?:发表于|發表於)\s*[:：]?\s*{TIME}(?:\s*[|｜]?\s*(?!楼主|沙发|板凳|地板){WORDS}(?=\s|[|｜]|{WORDS}|[^的了和]))+[|｜\s]*"
)
# A time to the minute in the middle of a line, which no report gives: a bar glued to the text on both sides.
CLOCKED = re.compile(
    r"(?<![:：])(?:#\d{1,4}\s*)?(?:发表于|發表於|发布于)?\s{0,8}[:：]?\s{0,8}\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2}|(?!\d))(?:\s*#\d{1,3}(?!\d))?(?:\s*[|｜]\s*(?:显示全部楼层|阅读模式|倒序浏览|只看该作者))*(?!\s*(?:编辑|上传|修改|审核|[，。、]))"
)
COPY = re.compile(r"\[复制链接\]")
WALL = re.compile(r"马上注册，\s*结交更多好友.{0,80}?没有[帐账]号？\s*立即注册(?:\s*[xX×](?=\s|$))?")  # shown to guests over the text
COUNTERS = re.compile(r"(?:查看|浏览|阅读)\s*[:：]?\s*\d+\s*[|｜]?\s*(?:回复|评论)\s*[:：]?\s*\d+")

# What surely begins behind a post's text; nothing of the kind is said in a report.
TAIL = re.compile(
    r"[您你](?:需要|必须)(?:先)?登[录陆](?:或者?注册)?后?才(?:可以|能)(?:在此)?(?:回[帖复]|发[帖表])|^本版积分规则|^快速回复(?:\s|$)|^发表回复(?:\s|$)|^高级模式(?:\s|$)"
    r"|^(?:小黑屋|手机版|Archiver)\s*[|｜]|^GMT[+-]\d|^Powered\s*[Bb]y\b|^©\s?\d{4}|^由\s*\S{2,20}\s*提供(?:技术)?支持|^Community platform by|^Forum software by"
    r"|^[上下]一[篇条]\s*[:：]|^扫一扫在手机|^最后(?:编辑|修改)\s*[:：]|^网站标识码|^喜欢作者$|^阅读原文(?:\s|$)|^微信扫一扫$|^预览时标签不可点|^贴吧热议榜$|^贴吧协议"
    r"|^回帖(?:后跳转到最后一页|并转播)|使用道具\s*举报|^回[复覆]\s*(?:支持|评分|使用道具|举报)|^支持\s*\d*\s*反对|^分享到\s*[:：]|^查看完整版本\s*[:：]|^全部回复\s*\d*$|^浏览过的版块|^上一主题|^相关帖子$"
    r"|^收藏\s*\d*\s*(?:分享|转播|淘帖)|^Post (?:Reply|a reply)$|^Return to\s|^回到\s\S{1,20}$|^回复帖子$|^在线用户$|^正在浏览此版面的用户|^【.{0,30}】共有\d+条|^发帖时请遵守"
    r"|^\d+条回复$|^返回列表(?:\s|$)"
    r"|^本主题由\s.{1,30}?\s于\s*\d{4}-\d{1,2}-\d{1,2}\s|^\d+ posts? • Page \d|^Display posts from previous|^You must (?:log in|be logged in)|^« Previous Thread|^Posting Rules$"
    r"|^(?:Who is online|Related topics|Suggested Topics|(?:相关|推荐)(?:话题|主题))$|^(?:发表评论|评论列表.{0,8}|文章被以下专栏收录|登录后回复)$|^编辑于\s*\d{4}-\d|^阅读\s*\(\d+\)"
    r"|^※\s*(?:发信站|發信站|来源|來源|修改)\s*[:：]|^Pages:\s*\[\d"
)
# What may stand before the certain tail and at the very end, but could be a word of the text elsewhere.
BUTTON = re.compile(
    r"--|(?:[\s\d|｜]*(?:回[复覆]|引用|评分|支持|反对|使用道具|举报|收藏|分享|转播|淘帖|点评|顶|踩|送花|道具|返回顶部|返回列表|点赞|赞|打赏|送TA礼物|提升卡|置顶卡|沉默卡|喧嚣卡|变色卡|千斤顶|显身卡|照妖镜|埋红包|Logged|来自|楼主|TOP|Top|顶端|页首|页尾|回到顶部|只看楼主|Like|Quote|Reply|Report|Share|Find|PM|编辑|只看该作者|更多|淘好帖|分享到|×|x))+[\s\d|｜]*"
)
# What engines note between the text and the buttons: who likes it, when it was edited, how often it was read (XenForo, vBulletin, phpwind, Tianya).
NOTE = re.compile(
    r".{1,60}和其他\s*\d+\s*人|喜欢|反馈(?:[:：].{0,40})?|(?:支持|赞|Reactions)[:：][^。；，：:]{1,60}|Last edited(?: by)?[:：]?\s.{4,60}|\S{1,20} is (?:offline|online)(?:\s+Reply With Quote)?"
    r"|来自\s[^\s，。；]{2,6}(?:\s[^\s，。；]{2,10})?|\d+\s*个赞|(?:创建于|最后回复)\s*\d{4}[\d年月日:： -]{4,20}|\d+\s*(?:条?回复|浏览量|用户|赞|链接)|\d+\s*条回复\s*最后回复"
    r"|楼主发言[:：]\s*\d+\s*次.{0,30}|本帖提到的人[:：].{1,60}|关键词[:：][^。；，]{1,60}"
    r"|评价一下你浏览此帖子的感受|(?:(?:精彩|感动|搞笑|开心|愤怒|无聊|灌水)\s*){3,}"
)
GLUED_TAIL = re.compile(
    r"(?:本主题由\s*\S{1,30}\s*于\s*\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}\s*(?:审核通过|生成文章|加入精华|设置高亮|置顶|移动|推送|提升|关闭|合并|分类)?)|"
    # 使用道具 举报 are said nowhere but under a post, so the run of buttons with them is told even behind no stop.
    r"(?:(?:来自\s\S{2,6}\s)?(?:(?:收藏|转播|分享|淘帖|支持|反对|点评|评分|回复|引用)[\s\d]{0,8}){0,12}使用道具\s*举报)"
    r"|(?<=[。！？；”）.!?])\s*(?:(?:(?:收藏|转播|分享|淘帖|支持|反对|点评|评分|回复|引用|举报|道具)[\s\d]{0,8}){3,12}(?:TOP)?|回复\s*(?:支持\s*反对\s*)?(?:使用道具\s*)?举报|使用道具\s*举报|[您你]需要登[录陆]后才可以回帖|本版积分规则|快速回复\s*返回顶部)"
)
GROUP = (
    r"(?:超级版主|版主|实习版主|荣誉版主|管理员|站长|新手上路|注册会员|中级会员|高级会员|金牌会员|论坛元老|禁止发言|禁止访问|游客|限制会员|等待验证会员|贵宾|初级会员|"
    r"小学生|中学生|大学生|童生|秀才|举人|进士|新兵|列兵|下士|中士|上士|少尉|中尉|上尉|VIP会员|VIP)"
)
LABELS = (
    r"(?:主题|帖子|积分|好友|听众|收听|精华|威望|金币|金钱|贡献|铜币|银元|UID|注册时间|最后登录|在线时间|阅读权限|性别|来自|发帖|回帖|记录|日志|相册|分享|粉丝|关注|经验|魅力|活跃度|"
    r"主题数|帖子数|等级|头衔|徽章)"
)
# Where a card begins that is glued to the name before it.
CARD_BEGINS = re.compile(rf"\s*(?:当前(?:离线|在线)|\d+(?:\.\d+)?\s*万?\s*{LABELS}|{LABELS}\s*\d|{GROUP}|(?<=\s)\[LV\.)")
CARD = re.compile(
    rf"(?:Rank\s*[:：]\s*\d+\s*)+|\[LV\.[^\]]*\].{{0,16}}|[•·*]?\s*(?:TA的每日心情|签到天数.{{0,16}}|连续签到.{{0,16}}|该用户从未签到)|[•·*|｜»#]|[,，]\s*距离下一级还需.{{0,20}}|{RELATIVE}|-?\d+(?:[.,]\d+)*\s*(?:[万亿wWkK]|小时|天|点|元|枚)?"
    r"|(?:(?:个人空间|当前离线|当前在线|离线|在线|发消息|发短消息|串个门|加好友|加为好友|打招呼|加关注|写私信|查看详细资料|收听TA|关注TA|IP卡|狗仔卡|头像|跳转到(?:指定楼层)?|字体大小[:：]?|[tT]|\d+\s*[#楼]|电梯直达|打印|楼主|沙发|板凳|地板|只看该作者|只看楼主|倒序阅读|使用道具|[|｜»])\s*)+"
    r"|\d+\s*[#楼]|#\d+|开心|奋斗|难过|郁闷|无聊|怒|擦汗|衰|慵懒|萌哒"
    rf"|{LABELS}\s*[:：]?\s*[-\d.万:： ]*(?:小时|天)?|(?:-?\d+(?:\.\d+)?万?\s*{LABELS}\s*)+|{GROUP}(?:\s*[,，]\s*积分.{{0,40}})?|.{{0,12}}[,，]\s*积分\s*-?\d+.{{0,40}}|(?:男|女|保密)"
    rf"|(?:(?:Junior|Senior|New|Active)\s)?Member|Administrator|Moderator|(?:Posts|Threads|Joined|Join Date|Reputation|Location)\s*[:：].{{0,30}}"
    r"|Default(?:\s.{1,80})?|Re[:：]\s.{1,80}"
    rf"|级别\s*[:：].{{0,12}}|(?:发帖数?|等级|经验值?)\s*[:：]?.{{0,12}}|\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:\s+{CLOCK})?|注册[:：]\s*{DAY}(?:\s+{CLOCK})?"
)
POINTS = re.compile(r"[^\s，。；：:\d]{1,8}\s*[:：]\s*-?\d[\d.,:/-]*\s*(?:小时|天|点|万)?")  # boards name their points as they like
HEAD = re.compile(
    r"设为首页.{0,12}|收藏本站|开启辅助访问|切换到[宽窄]版|(?:找回密码|立即注册|注册|登[录陆]|QQ登录|用微信登录|只需一步[,，]\s*快速开始|自动登录|用户名|Email|密码|快捷导航|帐号|\s|[|｜»›>])+"
    r"|(?:论坛|门户|首页|导读|BBS|Portal|搜索|热搜[:：]?|帖子|本版|用户|返回列表|发帖|回复|发新[帖话题]+|打印|上一主题|下一主题|\[复制链接\]|\s|[|｜»›>])+|查看\s*[:：].{0,40}"
)
