from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.clean.leftovers import Piece, is_sentence, judge, split

GONE = """\
Advertisement
ADVERTISEMENT - CONTINUE READING BELOW
Story continues below this ad
Article continues after advertisement
Skip to content
Skip to main content
Toggle menu
Open Search
Sign In
Log in | Subscribe
Subscribe
SUBSCRIBE FOR FREE
Subscribe to read
You are reading your last free article this month.
You've reached your limit of free articles.
This article is for subscribers only.
This content is only available to subscribers.
To continue reading, please subscribe or log in.
Create a free account to continue reading
Register for free to continue reading.
Support independent journalism. Become a member today.
Your contribution helps us keep our journalism free for everyone.
We use cookies to personalise content and ads.
By clicking Accept, you agree to the storing of cookies on your device.
Accept All Cookies
Manage consent
This site is protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.
Share
Share this:
Click to share on Facebook (Opens in new window)
Click to email a link to a friend (Opens in new window)
Tweet
Facebook Twitter WhatsApp Email
Copy link
Print this page
Save for later
Follow us on X
Follow BBC Africa on Twitter
Follow us on Google News
Like us on Facebook
Join our WhatsApp channel
Get the day's top stories in your inbox every morning.
Sign up for The Morning Brief, our daily newsletter.
Sign up here
Get our free newsletter
Download our app
For all the latest headlines follow our Google News channel online or via the app.
Comments
12 Comments
Leave a comment
Be the first to comment
Comments are closed.
View comments (34)
Join the conversation
Please read our comment policy before commenting.
Report a typo
Report an error
Read more
READ MORE:
Read the full story here
Read next
Read More: What we know about the deal
Also read | PM leaves for Tokyo
ALSO READ: Explained: the Indus treaty
Related
Related Stories
Recommended for you
Most read
Trending
More on this story
More from World
You might also like
Editor's picks
Up next
Watch: Minister speaks to reporters
Watch live
Photo: Reuters
(Photo: AFP)
Image credit: Getty Images
Photograph: Jane Smith/The Guardian
FILE PHOTO: REUTERS/John Smith
REUTERS/John Smith/File Photo
[File: John Smith/Reuters]
AP Photo/John Smith
Getty Images
Picture by staff photographer
© AFP
© 2023 The Andes Press. All rights reserved. This material may not be copied.
Copyright © 2022 Khaleej Times. All Rights Reserved. Provided by SyndiGate Media Inc.
(c) 2021 Some Paper
All content copyright.
Terms of use
Privacy Policy
Terms & Conditions
Cookie settings
Contact us
About us
Advertise with us
Home
Home > World > Asia
Home / News / Politics
Back to top
Back to homepage
Next article
Previous Post
Load more
Show more
See all
View all
Close
Menu
5 min read
Reading time: 3 minutes
3 MINUTE READ
Listen to this article
Listen (4 min)
Play video
Published 21 Jul 2022
Published: 21 July 2022, 10:15 AM
Updated 2 hours ago
Last updated on: July 21, 2022 at 3:45 PM
First published on: 21-07-2022 at 10:15 IST
Posted on Jul 21, 2022 by Admin
July 21, 2022
Thu 21 Jul 2022 10.15 BST
21/07/2022 - 10:15
By John Smith
By John Smith and Jane Doe
By JOHN SMITH, Associated Press
By Our Correspondent
Staff Reporter
News Desk
Web Desk
Written by John Smith
Reporting by John Smith in Paris; Editing by Jane Doe
(Reporting by John Smith; Editing by Jane Doe)
Our Standards: The Thomson Reuters Trust Principles.
Source: Xinhua
Source: AP
Editor: huaxia
Tags: China, US
Topics: Diplomacy
Filed under: World
#China #US
(This story has not been edited by our staff.)
The views expressed in this article are the author's own.
This article was originally published on The Conversation.
This story has been updated.
Correction: An earlier version of this article misstated the date of the summit.
Editor's note: This story was first published in June.
Have a news tip? Email us at tips@example.com
Got a story? Contact our newsroom.
Send your letters to letters@example.com
Click here to read the full report
Click here for more news
Scroll for more
Loading...
Please enable JavaScript to continue using this application.
Your browser does not support the video tag.
You need to enable JavaScript to run this app.
An error occurred. Please try again later.
Thank you for reading. Please consider supporting our work.
Stay up to date with what's happening in the region by following us on Facebook.
Do you like this page?
Powered by WordPress
Enter your email address
Email address
Submit
Text size
Print
Copyright 2024
www.example.com
https://example.com/a/b
Dear reader, we need your help to keep going.
If you value our reporting, please consider making a donation.
Catch up on the developing stories making headlines on our YouTube channel.
Premium
Share this story
New Delhi, UPDATED: Jul 21, 2022 10:15 IST
Reuters | Jul 21, 2022
PTI | New Delhi | Updated: July 21, 2022 10:15
Xinhua | Updated: 2023-06-19 10:21
AFP | Published June 19, 2023
Representational image
Representative Image | Photo Credit: ANI
What do you think? Let us know in the comments.
This article appeared in the Andes Post print edition as: Talks resume
Disclaimer: The opinions are those of the writer.
ENDS
(ENDS)
-30-
Contact Ana Ruiz at ana@andes.example
Reach the reporter at 555-1234 or ana@andes.example.
Follow Ana Ruiz on Twitter @anaruiz
Next Story
Trending Now
Top Headlines
Must Watch
Latest Videos
Please wait...
Something went wrong.
Promoted by Taboola
Access exclusive content
Start your free trial
Thank you for subscribing!
You are using an older browser version. Please use a supported version for the best experience.
JavaScript is disabled in your browser.
Show caption
Hide caption
1/3
1 of 5
Image 1 of 3
Image
Video
Photos
Show all photos
View gallery
Hide transcript
Read transcript
Subscribe to our channel
Subscribe to our YouTube channel for more videos.
Stay connected
Stay in the know
Never miss a story
Get alerts
Turn on notifications
Sign up for breaking news alerts
Sign in to your account
Forgot your password?
Not a subscriber yet? Register here.
Already registered? Log in
This is a premium article.
Premium content
This article is free to read. Support our journalism by subscribing.
We need your support
Support us
Donate now
Become a member
Join us
Advertise
Sponsored Content
Sponsored by Acme
Paid Partner Content
Continue reading the main story
Continue Reading Below
Keep reading
Read full story
Read more at andes.example
Read more on: China, Peru
More on: Peru
See more on Facebook
View this post on Instagram
A post shared by Andes Post (@andespost)
pic.twitter.com/abc123
— Andes Post (@andespost) June 3, 2023
Share on WhatsApp
Share via Email
Share 12 Tweet 3
1.2K Shares
0 Comments
Comments (0)
No comments yet
Login to comment
Log in to leave a comment
You must be logged in to post a comment.
Your comment is awaiting moderation.
Post Comment
Report abuse
Print Friendly
Email this article
Rate this article
Was this article helpful?
Did you find this useful?
Corrections & clarifications
Send feedback
Report a correction
All times GMT
Last Modified: 3 June 2023
Last update 3 June 2023 10:15
Published On 3 Jun 2023
3 Jun 2023
June 3, 2023 / 10:15 AM / Andes Post
Sat, Jun 03, 2023 - 10:15 AM
10:15 am | June 3, 2023
Monday, June 5, 2023
5 hours ago
an hour ago
By ANA RUIZ and LUIS PAZ
Associated Press
The Associated Press
From our correspondent in Lima
(With inputs from agencies)
With AFP
(Writing by Ana Ruiz; Editing by Luis Paz)
Additional reporting by Luis Paz
Photographer: Ana Ruiz/Andes
Photos by Ana Ruiz
Courtesy photo
Illustration: Ana Ruiz
Credit...Ana Ruiz for The Andes Post
Getty
GETTY IMAGES
Image source, Getty Images
Image caption, Ministers shake hands
[Photo by Ana Ruiz]
Photo courtesy of the ministry
Ministry handout
Cover image: AFP
Jump to content
Close menu
Subscribe for $1
Subscribers can log in here
This page requires JavaScript
You must be logged in to view this content.
Read this story and more by subscribing today
Gift this article
Share full article
Listen · 6:12 min
Sign up for the Politics newsletter
See more on: China, United States
Advertisement Supported by
Back to World
Image Credits: Ana Ruiz
Getty Images | Ana Ruiz
AFP via Getty Images
Picture: AFP
Video: the minister's speech
PHOTO FILE: Ministers in Lima
First published: 3 June 2023
(Updated: June 3, 2023 10:15 AM)
Updated at 10:15 a.m.
June 3, 2023 10:15 am
03 Jun 2023
3rd June 2023
Published by: Ana Ruiz
Written By Ana Ruiz
Posted by Ana Ruiz
Author: Ana Ruiz
By AFP - Agence France Presse
Agence France-Presse
Reuters
with inputs from PTI
Edited By: Ana Ruiz
Related Topics: Peru
Related News
READ NEXT
Also Read
Read in app
Open in app
Get the app
Follow us on Facebook and Twitter for the latest news.
Join our Telegram channel to receive our latest stories.
Click to comment
Share your views in the comment section below.
What's your reaction?
Comments are moderated and will not appear until approved.
We welcome your comments.
The opinions expressed are the author's own.
Any views expressed here are personal.
No part of this article may be reproduced without permission.
© All rights reserved
Terms of Service
Do Not Sell My Info
Your Privacy Choices
About the author
Powered by Disqus
All rights reserved | Powered by Acme
Support quality journalism
Help us tell more stories like this. Donate today.
We rely on readers like you.
If you enjoyed this article, please consider subscribing.
Sign up for our daily email
Top stories in your inbox
Latest updates
Live updates
More stories like this
Sponsored by our partners
You may like
Suggested for you
Popular now
Hot topics
Photo Gallery
Watch the video
Watch on YouTube
Play Video
Loading comments
View 3 more comments
Print this article
Save Article
Bookmark
Newsletter
E-paper
ePaper
Sign up to First Edition, our free daily newsletter
Explore more on these topics
Reuse this content
View image in fullscreen
Most viewed
Read more from our correspondents
Item 1 of 3
Purchase Licensing Rights
Additional reporting by Luis Paz; Editing by Ana Ruiz
Share page
About sharing
Media caption
Image source, AFP
Published 3 June
More on this story
Related Internet Links
Follow us on Twitter: @andes
Send us your feedback
To play this video you need to enable JavaScript in your browser.
Skip next section
Edited by: Ana Ruiz
Advertisement. Scroll to continue reading.
Follow AP's coverage of the talks at andes.example
This story corrects the spelling of the minister's name.
Join our WhatsApp Channel for more news
COMMents SHARE
READ LATER
PRINT
June 03, 2023 10:15 am | Updated 11:20 am IST - Lima
Copy link
Email
Comments have to be in English, and in full sentences.
Please abide by our community guidelines for posting your comments.
Back to Top
Download The Andes Post App now
First Published: Jun 03 2023 | 10:15 AM IST
Key stories on andes.example are available to premium subscribers only.
Already a premium subscriber? LOGIN NOW
Disclaimer: Story aggregated with the help of technology.
Catch all the latest news on the Andes app
For latest news on politics follow us on social media
More about
TAGS:
Subscribe to continue
Do you have a story we should be covering? Let us know via tips@andes.example.
Is this article useful?
E-mail me
Contributing: Luis Paz, Andes Press
Reach Ana Ruiz at 555-0123
Show Comments
© 2023 Ana Ruiz
A link has been sent to your friend's email address.
A link has been posted to your Facebook feed.
This video file cannot be played.
Close dialog
Turn on desktop notifications for breaking stories?
""".splitlines()

STAYS = """\
The government shared the report with opposition parties.
You have to understand the people, he said.
“We use cookies,” the company said.
Facebook said it would change its privacy policy.
Netflix subscribers rose by two million.
Ministers signed up for the plan.
He urged readers to subscribe to the newspaper.
The newspaper was ordered to stop publishing after this story.
We will continue to support Ukraine, Biden said.
We must not let our country down.
Our country needs you.
If you look at the numbers, you see a different story.
The two sides agreed to share intelligence.
Please stop the war, the mayor pleaded.
Follow the money, investigators were told.
Read the constitution, Moon told his critics.
Police asked anyone with information to contact them.
China blocked access to the website.
The platform banned advertising by political parties.
Journalists were barred from the room.
The sanctions list was updated on Monday.
The talks were held on July 21, 2022.
Twitter suspended the account of the minister.
The watchdog fined Google over cookies.
The account was published in June 2021 by the ministry.
PlayStation maker Sony cut its forecast.
HomePod sales fell.
SharePoint servers were attacked by Chinese hackers.
YouTube removed the channel.
LinkedIn will leave China.
“Continue reading my lips,” the president said.
Now you know the full story.
You can see why the two capitals are nervous.
Have you in recent years seen our channels telecast a positive story?
Do you think these meetings will help the relationship?
What will you do if the border closes?
The president visited the country for the first time in a decade and promised aid.
Home Minister Amit Shah met the delegation.
Home Secretary Suella Braverman resigned.
Contact between the two armies was restored.
Contact tracing began in the city.
Search teams found two survivors.
Back in Seoul, protesters gathered outside parliament.
Next week the ministers will meet in Ankara.
Close to 300 people died.
Watch groups accused the junta of arson.
Print journalists went on strike.
Share prices fell after the announcement.
Photo exhibitions opened in both capitals.
Source countries must cooperate, the minister said.
Members of the club vetoed the plan.
Premium rates rose.
“Subscribe to my view or leave,” he told the cabinet.
More than 300 protesters were arrested.
More talks are planned.
Sponsored militias crossed the border.
Register of voters published
Trump tweets about Iran
Images of the strike showed a damaged depot.
Published reports of the deal are false, the ministry said.
Copyright talks between China and the US stalled.
Credit rating agencies downgraded Sri Lanka.
Ads by the ruling party were pulled from television.
Related charges were dropped in May.
Opinion polls show the government losing.
Comments by the foreign minister angered Tehran.
Comment from Beijing was not immediately available.
Editors at the state broadcaster were dismissed.
The opinion of the court was published on its website.
By March the talks had failed.
By Tuesday the troops had left.
By contrast, Ankara kept silent.
The story is not over.
The source said the deal is dead.
Follow-up talks begin on Monday.
Live fire drills began in the strait.
Exclusive economic zones overlap in the gulf.
World leaders gathered in New York.
Asia must find its own way, Modi said.
You should never negotiate with terrorists.
Subscribers to the treaty must destroy their weapons.
Signatories will log in every shipment to an online register.
The regulator told you and us to read the terms and conditions, she joked.
We call on the UN to publish the full report.
Thank you for your support, Zelensky told Congress.
Help us stop this war, the bishops wrote.
We urge you to lift the blockade.
The embassy said you can register on its website for evacuation.
Citizens can register for the evacuation on the ministry's website.
The app was used to track dissidents.
The ministry launched an app to report attacks.
Users of the app must log in with their national identity card.
The ministers shared a table for the first time.
Share of exports to China fell.
He signed up to the accord in Geneva.
She told them to subscribe to the treaty.
The ministry posted the video on Facebook and Twitter.
The embassy's account on Twitter was suspended.
Facebook, Twitter and YouTube were blocked.
Telegram channels close to the Kremlin reported the strike.
Journalism is under attack in the country.
We will not rewrite history, he wrote.
Our journalists were detained, the agency reported.
The commission will continue reading the report next week.
Comments were invited from both sides.
You cannot trust this government, Erdogan said.
The ruling party's newsletter praised the deal.
The president wants you to know that he is alive.
It is up to you, the king told the prime minister.
The paper was founded in 1999 and has been banned twice.
The United States has called for more support of independent media.
Access to the port was closed.
The full text of the agreement was not published.
The full report will be released on Friday.
A copy of the report was seen by Reuters.
Both armies remain on alert.
A video posted on Sunday shows troops crossing the river.
An image released by the ministry shows the damage.
The photo was taken by a soldier.
Please, no more war, the pope pleaded.
If you want peace, prepare for war.
If you cross the border, you will be arrested, the army warned.
Tell your government to stop, he urged protesters.
Stop the killing now.
End the blockade now!
Get out of our country!
Free the hostages!
Read his lips: no new sanctions.
Watch what they do and not what they say.
Support for the deal is falling.
Support from the United States is vital.
Register offices were closed.
Listen to the people, the opposition demanded.
Help arrived on Monday.
Help for Ukraine will go on.
Continue talks or face sanctions, the ministers warned.
Visit to Moscow postponed
Start of talks delayed
Join NATO, he urged Sweden.
Follow-up visit planned
Discover of a mass grave shocks the nation
Contact group meets in Doha
Create jobs at home, the union demanded.
Become a friend of China or pay the price, an official said.
You are either with us or against us.
You have the watches, we have the time.
We use drones every day.
We use sanctions as a last resort.
This story began in 1991.
This report is a lie, the foreign minister insisted.
This article of the constitution was amended in 2020.
The article was amended in 2020 to allow troops abroad.
Article 5 has been invoked once.
The post was deleted an hour later.
The text must not be published before Friday.
The report may not be published until June.
The page has turned in relations between the two states.
The site was bombed in 2007.
The site is licensed by the regulator.
The material is banned under the treaty.
The content of the letter was not disclosed.
All rights are reserved for citizens under the law.
The treaty was signed in 1979 and updated in 2005.
Terms of use of the canal were agreed.
The privacy policy of the app breaks European law.
The two sides agreed on terms and conditions of the lease.
Ministers agreed to a free trial of the accused.
The trial was free and fair, observers found.
Membership of the union is open.
Donations to the party were illegal.
Donors pledged more support for local journalism.
Source: the river rises in Ethiopia.
Opinion: nobody knows what comes next.
Background: the two countries fought a war in 1999.
More: the army wants conscripts.
Note: China does not recognise the ruling.
Update: the death toll rose to 20.
Correction of the border was agreed.
By law the president must sign.
By all accounts the talks were tense.
By Friday, Israel and Hamas had agreed.
By Beijing's reckoning, Taiwan is a province.
In Pictures of the strike, smoke rises over the port.
""".splitlines()


@pytest.mark.parametrize("line", sorted(set(GONE)))
def test_furniture_goes(line: str) -> None:
    assert all(piece.reason for piece in split(line))


@pytest.mark.parametrize("line", sorted(set(STAYS)))
def test_news_stays(line: str) -> None:
    assert split(line) == [Piece(line)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ADVERTISEMENT", "advertisement"),
        ("Share this story on Facebook", "share"),
        ("Subscribe now", "subscription"),
        ("Continue reading", "read more"),
        ("Leave a comment", "comments"),
        ("Cookie settings", "cookies"),
        ("Back to top", "navigation"),
        ("Home > World > Asia", "navigation"),
        ("Listen to this article", "media control"),
        ("Privacy policy", "legal"),
        ("Post from www.andes.example", "source line"),
        ("https://andes.example/a/1", "address"),
        ("2021-02-03 10:15:00", "timestamp"),
        ("3 min read", "reading time"),
        ("Photo: Ana Ruiz/Andes Post", "photo credit"),
        ("© Ana Ruiz", "photo credit"),
        ("© 2021 Andes Post", "copyright"),
        ("By Ana Ruiz in Lima", "byline"),
        ("Reporting by Ana Ruiz; editing by Luis Paz", "credit"),
        ("Tags: Peru, Chile", "tags"),
        ("Related: Ten soups for a cold night", "related link"),
        ("news@andes.example", "contact"),
        ("Correction: an earlier version of this article gave a wrong day.", "note"),
        ("* * *", "rule"),
        ("Thank you for your patience while we verify access.", "notice"),
    ],
)
def test_the_reason_is_named(line: str, reason: str) -> None:
    assert judge(line) == reason


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Exit mobile versionMinisters meet in Lima", "Ministers meet in Lima"),
        ("AdvertisementThe president left.", "The president left."),
        (
            "Ministers shake hands in Lima.Credit...Pool photo by Ana Ruiz",
            "Ministers shake hands in Lima.",
        ),
        ("Ministers shake hands in Lima [Ana Ruiz/Reuters]", "Ministers shake hands in Lima"),
        ("The talks will go on. (Yonhap)", "The talks will go on."),
        ("The talks will go on. — SPA", "The talks will go on."),
        (
            "Sign up for our newsletter. The talks will go on in May.",
            "The talks will go on in May.",
        ),
        ("The talks will go on in May. Click here to subscribe.", "The talks will go on in May."),
    ],
)
def test_furniture_at_the_ends_of_a_line_is_cut_off(line: str, kept: str) -> None:
    pieces = split(line)
    assert [piece.text for piece in pieces if not piece.reason] == [kept]
    assert len(pieces) == 2


def test_two_labels_stuck_together_go_both() -> None:
    assert all(piece.reason for piece in split("< Back to andes.example front pageContact us"))


@pytest.mark.parametrize(
    "line", ["PlayStation sales fell.", "He left. — Ana Ruiz", "4. If you are a user, log in."]
)
def test_names_and_lists_are_left_whole(line: str) -> None:
    assert split(line) == [Piece(line)]


@given(st.sampled_from(GONE), st.sampled_from(STAYS))
@settings(max_examples=150, deadline=None)
def test_nothing_of_a_line_is_lost(first: str, second: str) -> None:
    line = first + " " + second
    found = "".join(piece.text for piece in split(line))
    assert found.replace(" ", "") == line.replace(" ", "")


@pytest.mark.parametrize(
    "line",
    [
        "Home > " * 60 + "!",
        "By " + "A" * 60 + "!",
        "A B" * 60,
        "Source: " + "a." * 200,
        "x" * 10**6,
    ],
)
def test_no_line_takes_long(line: str) -> None:
    assert "".join(piece.text for piece in split(line)) == line


def test_a_long_line_without_a_full_stop_is_running_text() -> None:
    assert is_sentence("the ministers of the three states met in the old town and " * 3)
    assert not is_sentence("Ministers of Three States Meet in the Old Town")
