// Generated from client/locales/en by `node client/locales/generate.mjs`. Do not edit.
import type { ReactNode } from 'react'

export type NoValues = Record<never, never>
export type Tag = (children: ReactNode) => ReactNode

/** Messages of plain text. */
export interface PlainMessages {
  'attachments.add': NoValues
  'attachments.alt': NoValues
  'attachments.alt_help': NoValues
  'attachments.alt_missing': NoValues
  'attachments.decorative': NoValues
  'attachments.file_add': NoValues
  'attachments.file_choose': NoValues
  'attachments.file_help': NoValues
  'attachments.file_other': NoValues
  'attachments.file_send': NoValues
  'attachments.file_title': NoValues
  'attachments.needsNetwork': NoValues
  'attachments.pictureMissing': NoValues
  'attachments.pictureMissingOf': { alt: string | number }
  'attachments.picture_add': NoValues
  'attachments.picture_camera': NoValues
  'attachments.picture_choose': NoValues
  'attachments.picture_chosen': NoValues
  'attachments.picture_other': NoValues
  'attachments.picture_send': NoValues
  'attachments.picture_title': NoValues
  'attachments.refused': NoValues
  'attachments.voice_add': NoValues
  'attachments.voice_again': NoValues
  'attachments.voice_asking': NoValues
  'attachments.voice_busy': NoValues
  'attachments.voice_failed': NoValues
  'attachments.voice_keep': NoValues
  'attachments.voice_length': NoValues
  'attachments.voice_noMicrophone': NoValues
  'attachments.voice_own': NoValues
  'attachments.voice_pause': NoValues
  'attachments.voice_place': NoValues
  'attachments.voice_play': NoValues
  'attachments.voice_ready': { minutes: number }
  'attachments.voice_recorded': NoValues
  'attachments.voice_recording': NoValues
  'attachments.voice_refused': NoValues
  'attachments.voice_send': NoValues
  'attachments.voice_silent': NoValues
  'attachments.voice_start': NoValues
  'attachments.voice_stop': NoValues
  'attachments.voice_title': NoValues
  'attachments.voice_unsupported': NoValues
  'boards.align_across': NoValues
  'boards.align_bottom': NoValues
  'boards.align_centre': NoValues
  'boards.align_down': NoValues
  'boards.align_left': NoValues
  'boards.align_middle': NoValues
  'boards.align_right': NoValues
  'boards.align_top': NoValues
  'boards.bin_open': { count: string | number }
  'boards.bin_restore': NoValues
  'boards.bin_restored': NoValues
  'boards.bin_title': NoValues
  'boards.canvas_actions': NoValues
  'boards.canvas_addLink': NoValues
  'boards.canvas_added': NoValues
  'boards.canvas_address': NoValues
  'boards.canvas_addressWrong': NoValues
  'boards.canvas_align': NoValues
  'boards.canvas_alt': NoValues
  'boards.canvas_altHelp': NoValues
  'boards.canvas_by': { name: string | number }
  'boards.canvas_byMe': NoValues
  'boards.canvas_choosing': NoValues
  'boards.canvas_chosenTools': NoValues
  'boards.canvas_colour': NoValues
  'boards.canvas_connector': NoValues
  'boards.canvas_connects': { from: string | number; to: string | number }
  'boards.canvas_copied': { count: number }
  'boards.canvas_cut': NoValues
  'boards.canvas_describe': NoValues
  'boards.canvas_duplicate': NoValues
  'boards.canvas_empty': NoValues
  'boards.canvas_emptyHow': NoValues
  'boards.canvas_file': NoValues
  'boards.canvas_filesStay': NoValues
  'boards.canvas_fill': NoValues
  'boards.canvas_fit': NoValues
  'boards.canvas_frame': NoValues
  'boards.canvas_frameThem': NoValues
  'boards.canvas_full': { most: number }
  'boards.canvas_hand': NoValues
  'boards.canvas_heads': NoValues
  'boards.canvas_history': NoValues
  'boards.canvas_inFrame': { frame: string | number }
  'boards.canvas_insert': NoValues
  'boards.canvas_isChosen': NoValues
  'boards.canvas_isLocked': NoValues
  'boards.canvas_keys': NoValues
  'boards.canvas_label': NoValues
  'boards.canvas_lasso': NoValues
  'boards.canvas_link': NoValues
  'boards.canvas_linkName': NoValues
  'boards.canvas_lock': NoValues
  'boards.canvas_making': NoValues
  'boards.canvas_map': NoValues
  'boards.canvas_menu': NoValues
  'boards.canvas_nearlyFull': { count: number; most: number }
  'boards.canvas_noPicture': NoValues
  'boards.canvas_notRemoved': { count: number }
  'boards.canvas_note': NoValues
  'boards.canvas_noteHere': NoValues
  'boards.canvas_nothing': NoValues
  'boards.canvas_optionsOf': { tool: string | number }
  'boards.canvas_order': NoValues
  'boards.canvas_outOfFrame': NoValues
  'boards.canvas_paste': NoValues
  'boards.canvas_pasteByKey': NoValues
  'boards.canvas_pasted': { count: number }
  'boards.canvas_picture': NoValues
  'boards.canvas_place': NoValues
  'boards.canvas_placeSet': NoValues
  'boards.canvas_redo': NoValues
  'boards.canvas_redone': NoValues
  'boards.canvas_removed': { count: number }
  'boards.canvas_select': NoValues
  'boards.canvas_shape': NoValues
  'boards.canvas_size': NoValues
  'boards.canvas_stroke': NoValues
  'boards.canvas_text': NoValues
  'boards.canvas_tools': NoValues
  'boards.canvas_undo': NoValues
  'boards.canvas_undoWord': NoValues
  'boards.canvas_undone': NoValues
  'boards.canvas_unframe': NoValues
  'boards.canvas_unlock': NoValues
  'boards.canvas_view': NoValues
  'boards.canvas_voice': NoValues
  'boards.canvas_way': NoValues
  'boards.canvas_wordsOf': { type: string }
  'boards.canvas_write': NoValues
  'boards.canvas_zoomIn': NoValues
  'boards.canvas_zoomNow': { percent: string | number }
  'boards.canvas_zoomOut': NoValues
  'boards.canvas_zoomReset': NoValues
  'boards.card_addDate': NoValues
  'boards.card_addLink': NoValues
  'boards.card_alt': NoValues
  'boards.card_altHelp': NoValues
  'boards.card_changeWaits': NoValues
  'boards.card_colour': NoValues
  'boards.card_date': NoValues
  'boards.card_done': NoValues
  'boards.card_editing': NoValues
  'boards.card_empty': NoValues
  'boards.card_link': NoValues
  'boards.card_linkWrong': NoValues
  'boards.card_locked': NoValues
  'boards.card_named': { type: string | number; words: string | number }
  'boards.card_newTab': NoValues
  'boards.card_pinned': NoValues
  'boards.card_placeholder': NoValues
  'boards.card_react': NoValues
  'boards.card_reaction_laugh': NoValues
  'boards.card_reaction_like': NoValues
  'boards.card_reaction_love': NoValues
  'boards.card_reaction_party': NoValues
  'boards.card_reaction_think': NoValues
  'boards.card_reaction_wow': NoValues
  'boards.card_remove_file': NoValues
  'boards.card_remove_image': NoValues
  'boards.card_remove_voice': NoValues
  'boards.card_spoken': NoValues
  'boards.card_spokenHelp': NoValues
  'boards.card_text': NoValues
  'boards.card_typeBy': { type: string | number; author: string | number }
  'boards.card_unknownAuthor': NoValues
  'boards.colour_blue': NoValues
  'boards.colour_green': NoValues
  'boards.colour_ink': NoValues
  'boards.colour_orange': NoValues
  'boards.colour_rose': NoValues
  'boards.colour_sun': NoValues
  'boards.colour_teal': NoValues
  'boards.colour_violet': NoValues
  'boards.comment_add': NoValues
  'boards.comment_count': { count: number }
  'boards.comment_edit': NoValues
  'boards.comment_held': NoValues
  'boards.comment_new': NoValues
  'boards.comment_none': NoValues
  'boards.comment_remove': NoValues
  'boards.comment_removed': NoValues
  'boards.comment_restore': NoValues
  'boards.comment_send': NoValues
  'boards.comment_sent': NoValues
  'boards.comment_text': NoValues
  'boards.comment_title': NoValues
  'boards.comment_titleOf': { text: string | number }
  'boards.export_backToBoard': NoValues
  'boards.export_colAlt': NoValues
  'boards.export_colAuthor': NoValues
  'boards.export_colComments': NoValues
  'boards.export_colDate': NoValues
  'boards.export_colFile': NoValues
  'boards.export_colIn': NoValues
  'boards.export_colLink': NoValues
  'boards.export_colReactions': NoValues
  'boards.export_colText': NoValues
  'boards.export_colType': NoValues
  'boards.export_colVotes': NoValues
  'boards.export_csv': NoValues
  'boards.export_csv_sentence': NoValues
  'boards.export_done': NoValues
  'boards.export_empty': NoValues
  'boards.export_failed': NoValues
  'boards.export_format': NoValues
  'boards.export_list': NoValues
  'boards.export_menu': NoValues
  'boards.export_names': NoValues
  'boards.export_names_sentence': NoValues
  'boards.export_noDate': NoValues
  'boards.export_pdf': NoValues
  'boards.export_pdf_sentence': NoValues
  'boards.export_picture': { title: string | number }
  'boards.export_png': NoValues
  'boards.export_png_sentence': NoValues
  'boards.export_print': NoValues
  'boards.export_save': NoValues
  'boards.export_svg': NoValues
  'boards.export_svg_sentence': NoValues
  'boards.export_title': NoValues
  'boards.export_toPrint': NoValues
  'boards.fill_none': NoValues
  'boards.fill_solid': NoValues
  'boards.fill_tint': NoValues
  'boards.filter_all': NoValues
  'boards.filter_author': NoValues
  'boards.filter_clear': NoValues
  'boards.filter_count': { shown: string | number; all: string | number }
  'boards.filter_group': NoValues
  'boards.filter_kind': NoValues
  'boards.filter_kind_file': NoValues
  'boards.filter_kind_image': NoValues
  'boards.filter_kind_link': NoValues
  'boards.filter_kind_text': NoValues
  'boards.filter_kind_voice': NoValues
  'boards.filter_nothing': NoValues
  'boards.filter_open': NoValues
  'boards.filter_school': NoValues
  'boards.filter_title': NoValues
  'boards.frame_canvas': NoValues
  'boards.frame_list': NoValues
  'boards.frame_listShortcut': NoValues
  'boards.frame_view': NoValues
  'boards.frame_wall': NoValues
  'boards.head_arrow': NoValues
  'boards.head_both': NoValues
  'boards.head_none': NoValues
  'boards.import_alt': { name: string | number }
  'boards.import_choose': NoValues
  'boards.import_chooseOther': NoValues
  'boards.import_done': { count: number }
  'boards.import_empty': NoValues
  'boards.import_found': { count: number; name: string | number }
  'boards.import_leftTitle': NoValues
  'boards.import_left_cutText': { count: number }
  'boards.import_left_drawing': { count: number }
  'boards.import_left_embedded': { count: number }
  'boards.import_left_picture': { count: number }
  'boards.import_left_unreadable': { count: number }
  'boards.import_menuSentence': NoValues
  'boards.import_noRoom': NoValues
  'boards.import_notExcalidraw': NoValues
  'boards.import_notJson': NoValues
  'boards.import_picturesFailed': { count: number }
  'boards.import_put': NoValues
  'boards.import_sentence': NoValues
  'boards.import_title': NoValues
  'boards.import_tooLarge': NoValues
  'boards.import_tooMany': NoValues
  'boards.import_troubleTitle': { name: string | number }
  'boards.import_unreadableFile': NoValues
  'boards.ink_describe': NoValues
  'boards.ink_describeNever': NoValues
  'boards.ink_describeSkip': NoValues
  'boards.ink_describeWhy': NoValues
  'boards.ink_described': NoValues
  'boards.ink_description': NoValues
  'boards.ink_drawing': NoValues
  'boards.ink_eraser': NoValues
  'boards.ink_erasesAll': NoValues
  'boards.ink_erasesOwn': NoValues
  'boards.ink_highlighter': NoValues
  'boards.ink_laser': NoValues
  'boards.ink_laserHint': NoValues
  'boards.ink_pen': NoValues
  'boards.layout_canvas': NoValues
  'boards.layout_canvasHelp': NoValues
  'boards.layout_choose': NoValues
  'boards.layout_columns': NoValues
  'boards.layout_columnsHelp': NoValues
  'boards.layout_grid': NoValues
  'boards.layout_gridHelp': NoValues
  'boards.layout_list': NoValues
  'boards.layout_listHelp': NoValues
  'boards.layout_now': NoValues
  'boards.layout_timeline': NoValues
  'boards.layout_timelineHelp': NoValues
  'boards.list_add': NoValues
  'boards.list_added': { type: string | number }
  'boards.list_align': NoValues
  'boards.list_choose': NoValues
  'boards.list_choose_less': NoValues
  'boards.list_chosen': { count: number }
  'boards.list_chosenNone': NoValues
  'boards.list_closed_locked': NoValues
  'boards.list_closed_paused': NoValues
  'boards.list_closed_read_only': NoValues
  'boards.list_connect': NoValues
  'boards.list_connectMissing': NoValues
  'boards.list_connectNow': NoValues
  'boards.list_connectWith': NoValues
  'boards.list_connected': NoValues
  'boards.list_copied': NoValues
  'boards.list_earlier': NoValues
  'boards.list_empty': NoValues
  'boards.list_fill': NoValues
  'boards.list_fill_none': NoValues
  'boards.list_fill_solid': NoValues
  'boards.list_fill_tint': NoValues
  'boards.list_frameAround': NoValues
  'boards.list_framed': NoValues
  'boards.list_fromLeft': NoValues
  'boards.list_fromTop': NoValues
  'boards.list_heading': { count: string | number }
  'boards.list_heads_arrow': NoValues
  'boards.list_heads_both': NoValues
  'boards.list_heads_none': NoValues
  'boards.list_height': NoValues
  'boards.list_ink_highlighter': NoValues
  'boards.list_ink_pen': NoValues
  'boards.list_isChosen': NoValues
  'boards.list_later': NoValues
  'boards.list_linedUp': NoValues
  'boards.list_linked': { names: string | number }
  'boards.list_move': NoValues
  'boards.list_moveAfter': NoValues
  'boards.list_moveFirst': NoValues
  'boards.list_moveInto': NoValues
  'boards.list_moveNowhere': NoValues
  'boards.list_order': NoValues
  'boards.list_panel': { name: string | number }
  'boards.list_place': { row: string; column: string }
  'boards.list_placeAndSize': NoValues
  'boards.list_placeInColumn': NoValues
  'boards.list_placeNow': { x: string | number; y: string | number }
  'boards.list_reactions': { count: number }
  'boards.list_rotation': NoValues
  'boards.list_shape': NoValues
  'boards.list_shape_arrow': NoValues
  'boards.list_shape_diamond': NoValues
  'boards.list_shape_ellipse': NoValues
  'boards.list_shape_line': NoValues
  'boards.list_shape_rectangle': NoValues
  'boards.list_shape_rounded': NoValues
  'boards.list_shape_star': NoValues
  'boards.list_shape_triangle': NoValues
  'boards.list_step_down': NoValues
  'boards.list_step_left': NoValues
  'boards.list_step_right': NoValues
  'boards.list_step_up': NoValues
  'boards.list_stroke': NoValues
  'boards.list_style': NoValues
  'boards.list_toEnd': NoValues
  'boards.list_toStart': NoValues
  'boards.list_tools': NoValues
  'boards.list_way': NoValues
  'boards.list_way_curved': NoValues
  'boards.list_way_elbow': NoValues
  'boards.list_way_straight': NoValues
  'boards.list_width': NoValues
  'boards.live_follow': { name: string | number }
  'boards.live_followEnded': { name: string | number }
  'boards.live_followGone': { name: string | number }
  'boards.live_followNow': { name: string | number }
  'boards.live_followStop': NoValues
  'boards.live_following': { name: string | number }
  'boards.live_look': { name: string | number }
  'boards.live_lookAsked': { name: string | number }
  'boards.live_lookBack': NoValues
  'boards.live_lookGo': NoValues
  'boards.live_lookHere': NoValues
  'boards.live_lookSent': NoValues
  'boards.live_more': { count: number }
  'boards.live_present': { count: number }
  'boards.live_somebody': NoValues
  'boards.live_unfollow': { name: string | number }
  'boards.moderate_approval': NoValues
  'boards.moderate_approvalHelp': NoValues
  'boards.moderate_approve': NoValues
  'boards.moderate_approveAll': { count: string | number }
  'boards.moderate_approved': { count: number }
  'boards.moderate_binEmpty': NoValues
  'boards.moderate_bringBack': NoValues
  'boards.moderate_by': { name: string | number }
  'boards.moderate_cameBack': NoValues
  'boards.moderate_changeOfGone': NoValues
  'boards.moderate_changes': NoValues
  'boards.moderate_giveBack': NoValues
  'boards.moderate_goesOn': { name: string | number }
  'boards.moderate_hid': { count: number }
  'boards.moderate_hidden': NoValues
  'boards.moderate_hiddenHelp': NoValues
  'boards.moderate_hide': NoValues
  'boards.moderate_hideOffline': NoValues
  'boards.moderate_into': NoValues
  'boards.moderate_isPaused': { name: string | number }
  'boards.moderate_letGoOn': NoValues
  'boards.moderate_names': NoValues
  'boards.moderate_namesHelp': NoValues
  'boards.moderate_noneHidden': NoValues
  'boards.moderate_noneWaiting': NoValues
  'boards.moderate_ofThing': { name: string | number }
  'boards.moderate_open': NoValues
  'boards.moderate_openWaiting': { count: number }
  'boards.moderate_pause': NoValues
  'boards.moderate_pauseText': { name: string | number }
  'boards.moderate_pauseTitle': { name: string | number }
  'boards.moderate_paused': NoValues
  'boards.moderate_pausedBy': { by: string; reason: string | number }
  'boards.moderate_people': NoValues
  'boards.moderate_purge': NoValues
  'boards.moderate_purgeAll': { count: string | number }
  'boards.moderate_purgeHelp': { count: number }
  'boards.moderate_purgeTitle': NoValues
  'boards.moderate_purged': { count: number }
  'boards.moderate_return': NoValues
  'boards.moderate_returnReason': NoValues
  'boards.moderate_returned': NoValues
  'boards.moderate_rules': NoValues
  'boards.moderate_showAuthors': NoValues
  'boards.moderate_things': { count: number }
  'boards.moderate_title': NoValues
  'boards.moderate_waiting': NoValues
  'boards.moderate_withAuthors': { count: number }
  'boards.moderate_youArePaused': NoValues
  'boards.news_added': { count: number }
  'boards.news_commented': { count: number }
  'boards.news_edited': { count: number }
  'boards.news_help_all': NoValues
  'boards.news_help_mine': NoValues
  'boards.news_help_off': NoValues
  'boards.news_line': { author: string | number; what: string | number }
  'boards.news_moderated': { count: number }
  'boards.news_more': { count: number }
  'boards.news_moved': { count: number }
  'boards.news_reacted': { count: number }
  'boards.news_removed': { count: number }
  'boards.news_restored': { count: number }
  'boards.news_setting_all': NoValues
  'boards.news_setting_mine': NoValues
  'boards.news_setting_off': NoValues
  'boards.news_title': NoValues
  'boards.order_back': NoValues
  'boards.order_backward': NoValues
  'boards.order_forward': NoValues
  'boards.order_front': NoValues
  'boards.pending_attach': NoValues
  'boards.pending_change': NoValues
  'boards.pending_changeSent': NoValues
  'boards.pending_changeText': NoValues
  'boards.pending_changeTitle': NoValues
  'boards.pending_column': NoValues
  'boards.pending_detach': NoValues
  'boards.pending_edit': NoValues
  'boards.pending_link': NoValues
  'boards.pending_noneOwn': NoValues
  'boards.pending_own': { returned: number; count: number }
  'boards.pending_ownTitle': NoValues
  'boards.pending_reason': { reason: string | number }
  'boards.pending_send': NoValues
  'boards.pending_sendNow': NoValues
  'boards.pending_sent': NoValues
  'boards.pending_state_returned': NoValues
  'boards.pending_state_waiting': NoValues
  'boards.pending_strip': NoValues
  'boards.pending_text': NoValues
  'boards.pending_title': NoValues
  'boards.pending_titleAgain': NoValues
  'boards.pending_withdraw': NoValues
  'boards.place_height': NoValues
  'boards.place_rotation': NoValues
  'boards.place_width': NoValues
  'boards.place_x': NoValues
  'boards.place_y': NoValues
  'boards.put_back': { reason: string; count: number }
  'boards.shape_arrow': NoValues
  'boards.shape_diamond': NoValues
  'boards.shape_ellipse': NoValues
  'boards.shape_line': NoValues
  'boards.shape_rectangle': NoValues
  'boards.shape_rounded': NoValues
  'boards.shape_star': NoValues
  'boards.shape_triangle': NoValues
  'boards.size_huge': NoValues
  'boards.size_large': NoValues
  'boards.size_medium': NoValues
  'boards.size_small': NoValues
  'boards.sort_author': NoValues
  'boards.sort_newest': NoValues
  'boards.sort_oldest': NoValues
  'boards.sort_order': NoValues
  'boards.sort_reactions': NoValues
  'boards.sort_title': NoValues
  'boards.sort_votes': NoValues
  'boards.stroke_heavy': NoValues
  'boards.stroke_medium': NoValues
  'boards.stroke_thick': NoValues
  'boards.stroke_thin': NoValues
  'boards.template_blank': NoValues
  'boards.template_blank_sentence': NoValues
  'boards.template_choice': NoValues
  'boards.template_comparison': NoValues
  'boards.template_comparison_food': NoValues
  'boards.template_comparison_here': NoValues
  'boards.template_comparison_nature': NoValues
  'boards.template_comparison_school': NoValues
  'boards.template_comparison_sentence': NoValues
  'boards.template_comparison_there': NoValues
  'boards.template_comparison_what': NoValues
  'boards.template_comparison_words': NoValues
  'boards.template_kanban': NoValues
  'boards.template_kanban_doing': NoValues
  'boards.template_kanban_done': NoValues
  'boards.template_kanban_first': NoValues
  'boards.template_kanban_partners': NoValues
  'boards.template_kanban_sentence': NoValues
  'boards.template_kanban_todo': NoValues
  'boards.template_kwl': NoValues
  'boards.template_kwl_know': NoValues
  'boards.template_kwl_know_hint': NoValues
  'boards.template_kwl_learned': NoValues
  'boards.template_kwl_learned_hint': NoValues
  'boards.template_kwl_sentence': NoValues
  'boards.template_kwl_want': NoValues
  'boards.template_kwl_want_hint': NoValues
  'boards.template_lesson': NoValues
  'boards.template_lesson_goal': NoValues
  'boards.template_lesson_keep': NoValues
  'boards.template_lesson_questions': NoValues
  'boards.template_lesson_sentence': NoValues
  'boards.template_lesson_title': NoValues
  'boards.template_lesson_work': NoValues
  'boards.template_mind_map': NoValues
  'boards.template_mind_map_centre': NoValues
  'boards.template_mind_map_idea': NoValues
  'boards.template_mind_map_sentence': NoValues
  'boards.template_own': NoValues
  'boards.template_save': NoValues
  'boards.template_saveSentence': NoValues
  'boards.template_saved': { title: string | number }
  'boards.template_storyboard': NoValues
  'boards.template_storyboard_picture': NoValues
  'boards.template_storyboard_says': NoValues
  'boards.template_storyboard_scene': { at: string | number }
  'boards.template_storyboard_sentence': NoValues
  'boards.template_timeline': NoValues
  'boards.template_timeline_sentence': NoValues
  'boards.template_timeline_what': NoValues
  'boards.template_timeline_when': { at: string | number }
  'boards.type_card': NoValues
  'boards.type_column': NoValues
  'boards.type_connector': NoValues
  'boards.type_file': NoValues
  'boards.type_frame': NoValues
  'boards.type_image': NoValues
  'boards.type_ink': NoValues
  'boards.type_link': NoValues
  'boards.type_note': NoValues
  'boards.type_shape': NoValues
  'boards.type_text': NoValues
  'boards.type_voice': NoValues
  'boards.version_added': NoValues
  'boards.version_all': NoValues
  'boards.version_changed': NoValues
  'boards.version_changes': NoValues
  'boards.version_empty': NoValues
  'boards.version_help': NoValues
  'boards.version_look': NoValues
  'boards.version_picture': { title: string | number }
  'boards.version_place': NoValues
  'boards.version_removed': NoValues
  'boards.version_words': NoValues
  'boards.vote_callOff': NoValues
  'boards.vote_calledOff': NoValues
  'boards.vote_change': NoValues
  'boards.vote_choose': NoValues
  'boards.vote_clear': NoValues
  'boards.vote_count': NoValues
  'boards.vote_counted': NoValues
  'boards.vote_end': NoValues
  'boards.vote_endHelp': NoValues
  'boards.vote_endTitle': NoValues
  'boards.vote_help': NoValues
  'boards.vote_left': { left: number }
  'boards.vote_marks': NoValues
  'boards.vote_nothing': NoValues
  'boards.vote_open': NoValues
  'boards.vote_opened': NoValues
  'boards.vote_resultShown': NoValues
  'boards.vote_secret': NoValues
  'boards.vote_send': NoValues
  'boards.vote_sent': NoValues
  'boards.vote_strip': { left: number; marks: string | number }
  'boards.vote_title': NoValues
  'boards.vote_voters': { count: number }
  'boards.wall_actions': { name: string | number }
  'boards.wall_addCard': NoValues
  'boards.wall_addColumn': NoValues
  'boards.wall_addFirst': NoValues
  'boards.wall_after': NoValues
  'boards.wall_before': NoValues
  'boards.wall_cardCount': { count: number }
  'boards.wall_closedNow': NoValues
  'boards.wall_columnActions': { title: string | number }
  'boards.wall_columnAdded': NoValues
  'boards.wall_columnEmpty': NoValues
  'boards.wall_columnName': NoValues
  'boards.wall_down': NoValues
  'boards.wall_dropped': NoValues
  'boards.wall_duplicate': NoValues
  'boards.wall_edit': NoValues
  'boards.wall_elsewhere': { count: number }
  'boards.wall_emptyToRead': NoValues
  'boards.wall_empty_columns': NoValues
  'boards.wall_empty_grid': NoValues
  'boards.wall_empty_timeline': NoValues
  'boards.wall_first': NoValues
  'boards.wall_forTeachers': NoValues
  'boards.wall_grip': { name: string | number }
  'boards.wall_gripHelp': NoValues
  'boards.wall_inColumn': NoValues
  'boards.wall_last': NoValues
  'boards.wall_lifted': NoValues
  'boards.wall_lock': NoValues
  'boards.wall_lockColumn': NoValues
  'boards.wall_moved': NoValues
  'boards.wall_movedTo': { column: string | number }
  'boards.wall_noColumn': NoValues
  'boards.wall_noDate': NoValues
  'boards.wall_noFurther': NoValues
  'boards.wall_nothingToUndo': NoValues
  'boards.wall_pin': NoValues
  'boards.wall_placed': { group: string | number; position: string | number; count: string | number }
  'boards.wall_putBack': NoValues
  'boards.wall_redo': NoValues
  'boards.wall_redone': NoValues
  'boards.wall_remove': NoValues
  'boards.wall_removeColumn': NoValues
  'boards.wall_removeColumnText': NoValues
  'boards.wall_removeColumnTitle': { title: string | number }
  'boards.wall_removed': NoValues
  'boards.wall_rename': NoValues
  'boards.wall_tools': NoValues
  'boards.wall_undo': NoValues
  'boards.wall_undone': NoValues
  'boards.wall_unlock': NoValues
  'boards.wall_unlockColumn': NoValues
  'boards.wall_unpin': NoValues
  'boards.wall_untitled': NoValues
  'boards.wall_up': NoValues
  'boards.wall_votes': { count: number }
  'boards.way_curved': NoValues
  'boards.way_elbow': NoValues
  'boards.way_straight': NoValues
  'chat.add': NoValues
  'chat.allChannels': NoValues
  'chat.answered': NoValues
  'chat.answering': { name: string | number }
  'chat.answers': NoValues
  'chat.beginning': NoValues
  'chat.cannotWriteNow': NoValues
  'chat.channel': NoValues
  'chat.channel_ask': NoValues
  'chat.channel_forum': NoValues
  'chat.channel_group': NoValues
  'chat.channel_project': NoValues
  'chat.channel_teachers': NoValues
  'chat.channels': NoValues
  'chat.copied': NoValues
  'chat.copy': NoValues
  'chat.copyUnsent': NoValues
  'chat.day': NoValues
  'chat.dayMissing': NoValues
  'chat.deliveredAt': { when: string | number }
  'chat.discard': NoValues
  'chat.documentGone': NoValues
  'chat.dropHere': NoValues
  'chat.earlierText': NoValues
  'chat.edited': NoValues
  'chat.editing': NoValues
  'chat.emptyRead': NoValues
  'chat.emptyWrite': NoValues
  'chat.endPause': NoValues
  'chat.enterBreaks': NoValues
  'chat.enterSends': NoValues
  'chat.filesOfDraft': NoValues
  'chat.found': { count: number }
  'chat.goThere': NoValues
  'chat.goneText': NoValues
  'chat.goneTitle': NoValues
  'chat.hideBeside': NoValues
  'chat.hintControlEnter': NoValues
  'chat.hintEnter': NoValues
  'chat.inThread': NoValues
  'chat.jumpToDate': NoValues
  'chat.keepAsMessage': NoValues
  'chat.keptHere': NoValues
  'chat.keptInWindow': NoValues
  'chat.kind_board': NoValues
  'chat.kind_page': NoValues
  'chat.kind_wall': NoValues
  'chat.language': NoValues
  'chat.languageIs': { language: string | number }
  'chat.left': { count: number }
  'chat.logOf': { channel: string | number }
  'chat.longText': NoValues
  'chat.longTitle': NoValues
  'chat.makePage': NoValues
  'chat.mention': NoValues
  'chat.mentionList': NoValues
  'chat.message': NoValues
  'chat.moreHere': NoValues
  'chat.moreOf': { name: string | number }
  'chat.moreOfChannel': NoValues
  'chat.needsTeacher': NoValues
  'chat.needsTeacherSentence': NoValues
  'chat.needsTeacherSwitch': NoValues
  'chat.newMessages': { count: number }
  'chat.noChannels': NoValues
  'chat.noPage': NoValues
  'chat.noPins': NoValues
  'chat.noWall': NoValues
  'chat.oneTypes': { name: string | number }
  'chat.opensOutside': NoValues
  'chat.pause': NoValues
  'chat.pauseSentence': NoValues
  'chat.pause_15': NoValues
  'chat.pause_60': NoValues
  'chat.pause_off': NoValues
  'chat.pause_open': NoValues
  'chat.paused': NoValues
  'chat.pausedForPupils': NoValues
  'chat.pausedKept': NoValues
  'chat.pausedReason': NoValues
  'chat.pausedUntil': { time: string | number }
  'chat.picture': NoValues
  'chat.pictureOf': { alt: string | number }
  'chat.pictureOnly': NoValues
  'chat.pin': NoValues
  'chat.pinned': NoValues
  'chat.pins': NoValues
  'chat.put': NoValues
  'chat.putInto': { title: string | number }
  'chat.quietPupil': NoValues
  'chat.quietSchool': { school: string | number }
  'chat.react': NoValues
  'chat.reactedBy': { reaction: string | number; names: string | number }
  'chat.reaction_cheer': NoValues
  'chat.reaction_heart': NoValues
  'chat.reaction_laugh': NoValues
  'chat.reaction_think': NoValues
  'chat.reaction_wow': NoValues
  'chat.reaction_yes': NoValues
  'chat.reactions': NoValues
  'chat.read_archived': NoValues
  'chat.read_ask': NoValues
  'chat.read_closed': NoValues
  'chat.read_formerGroup': NoValues
  'chat.read_only': NoValues
  'chat.read_visitor': NoValues
  'chat.readers_adult': NoValues
  'chat.readers_ask': NoValues
  'chat.readers_ask_pupil': NoValues
  'chat.readers_pupil': NoValues
  'chat.readers_teachers': NoValues
  'chat.reason': { reason: string | number }
  'chat.refused': NoValues
  'chat.removeFile': { name: string | number }
  'chat.removeSentence': NoValues
  'chat.removeTitle': NoValues
  'chat.removed': NoValues
  'chat.removedByAuthor': NoValues
  'chat.removedByTeacher': NoValues
  'chat.removedByTime': NoValues
  'chat.replies': { count: number }
  'chat.reply': NoValues
  'chat.rules': NoValues
  'chat.rulesOf': { channel: string | number }
  'chat.rulesSaved': NoValues
  'chat.searchTitle': NoValues
  'chat.searchWords': NoValues
  'chat.section_asks': NoValues
  'chat.section_groups': NoValues
  'chat.section_project': NoValues
  'chat.section_teachers': NoValues
  'chat.send': NoValues
  'chat.showBeside': NoValues
  'chat.slowBadge': { seconds: number }
  'chat.slowMode': NoValues
  'chat.slowReason': NoValues
  'chat.slowSeconds': { seconds: number }
  'chat.slowSentence': NoValues
  'chat.slowStrip': { seconds: number }
  'chat.slowWait': { seconds: number }
  'chat.someType': NoValues
  'chat.somebodyGone': NoValues
  'chat.takeBack': NoValues
  'chat.thread': NoValues
  'chat.title': NoValues
  'chat.titleIn': { channel: string | number }
  'chat.toCard': NoValues
  'chat.toNewest': NoValues
  'chat.toPage': NoValues
  'chat.tooLong': { count: number }
  'chat.tooManyFiles': { count: number }
  'chat.unpin': NoValues
  'chat.unread': { count: number }
  'chat.unreadLine': NoValues
  'chat.untilBy': { at: string | number; name: string | number }
  'chat.uploading': { count: number; at: string | number }
  'chat.voiceNote': NoValues
  'chat.voiceOf': { name: string | number }
  'chat.waits': { seconds: number }
  'chat.whichPage': NoValues
  'chat.whichWall': NoValues
  'chat.write': NoValues
  'chat.writeHere': NoValues
  'chat.writeInThread': NoValues
  'chat.writeReply': NoValues
  'chat.writeToPupil': NoValues
  'classrooms.actions': NoValues
  'classrooms.addPupils': NoValues
  'classrooms.addTeacher': NoValues
  'classrooms.added': { count: number }
  'classrooms.ages': { from: number; to: number }
  'classrooms.approvePseudonym': { name: string | number; asked: string | number }
  'classrooms.archive': NoValues
  'classrooms.archiveDone': NoValues
  'classrooms.archiveSentence': NoValues
  'classrooms.archived': NoValues
  'classrooms.askPseudonyms': { count: number }
  'classrooms.cardCount': { count: number }
  'classrooms.card_none': NoValues
  'classrooms.card_ready': NoValues
  'classrooms.card_used': NoValues
  'classrooms.card_used_when': { when: string | number }
  'classrooms.check': NoValues
  'classrooms.checked': { ok: number; wrong: number }
  'classrooms.checkedLabel': NoValues
  'classrooms.chooseFile': NoValues
  'classrooms.codeLabel': { code: string | number }
  'classrooms.colCard': NoValues
  'classrooms.colInput': NoValues
  'classrooms.colKeep': NoValues
  'classrooms.colName': NoValues
  'classrooms.colPseudonym': NoValues
  'classrooms.colShown': NoValues
  'classrooms.create': NoValues
  'classrooms.editTitle': NoValues
  'classrooms.empty': NoValues
  'classrooms.keepLine': { name: string | number }
  'classrooms.lead': { school: string | number }
  'classrooms.makeCards': { count: number }
  'classrooms.mendFirst': { count: number }
  'classrooms.mine': NoValues
  'classrooms.name': NoValues
  'classrooms.nameHelp': NoValues
  'classrooms.nameMissing': NoValues
  'classrooms.nameOfLine': { line: number }
  'classrooms.namesKept': NoValues
  'classrooms.newPseudonym': NoValues
  'classrooms.noPupils': NoValues
  'classrooms.noTeachers': NoValues
  'classrooms.notMine': NoValues
  'classrooms.orType': { address: string | number }
  'classrooms.others': NoValues
  'classrooms.paste': NoValues
  'classrooms.pasteExample': NoValues
  'classrooms.pasteHelp': NoValues
  'classrooms.printAll': NoValues
  'classrooms.printOne': NoValues
  'classrooms.printSentence': { count: number }
  'classrooms.printTicked': NoValues
  'classrooms.printTitle': NoValues
  'classrooms.pseudonymGiven': { name: string | number; asked: string | number }
  'classrooms.pseudonymNew': { name: string | number }
  'classrooms.pseudonymNote': NoValues
  'classrooms.pseudonymRefused': { name: string | number }
  'classrooms.qrLabel': { name: string | number }
  'classrooms.readOnly': NoValues
  'classrooms.refusePseudonym': { name: string | number }
  'classrooms.removePupil': NoValues
  'classrooms.removeSentence': NoValues
  'classrooms.removeTeacher': { name: string | number }
  'classrooms.removeTitle': { name: string | number }
  'classrooms.removed': { name: string | number }
  'classrooms.renameHelp': NoValues
  'classrooms.renameTitle': NoValues
  'classrooms.reprint': { count: number }
  'classrooms.sheetLead': NoValues
  'classrooms.sheetOnce': NoValues
  'classrooms.sheetOnceTitle': NoValues
  'classrooms.sheetTitle': { count: number }
  'classrooms.step_name': NoValues
  'classrooms.step_scan': NoValues
  'classrooms.step_write': NoValues
  'classrooms.stepsLabel': NoValues
  'classrooms.teachers': NoValues
  'classrooms.tickAll': NoValues
  'classrooms.tickNone': NoValues
  'classrooms.tickedCount': { count: number }
  'classrooms.title': NoValues
  'classrooms.unarchive': NoValues
  'classrooms.unarchiveDone': NoValues
  'classrooms.unusedCards': { count: number }
  'classrooms.voidCard': NoValues
  'classrooms.voidSentence': NoValues
  'classrooms.voidTitle': { name: string | number }
  'classrooms.voided': { name: string | number }
  'classrooms.wouldLike': { asked: string | number }
  'common.add': NoValues
  'common.appName': NoValues
  'common.back': NoValues
  'common.cancel': NoValues
  'common.classroom': NoValues
  'common.copied': NoValues
  'common.copy': NoValues
  'common.create': NoValues
  'common.delete': NoValues
  'common.done': NoValues
  'common.edit': NoValues
  'common.group': NoValues
  'common.groups': NoValues
  'common.memberCount': { count: number }
  'common.more': NoValues
  'common.moveTo': NoValues
  'common.next': NoValues
  'common.no': NoValues
  'common.open': NoValues
  'common.optional': NoValues
  'common.page': NoValues
  'common.pageCount': { count: number }
  'common.pages': NoValues
  'common.people': NoValues
  'common.print': NoValues
  'common.project': NoValues
  'common.pupil': NoValues
  'common.pupilCount': { count: number }
  'common.pupils': NoValues
  'common.remove': NoValues
  'common.rename': NoValues
  'common.required': NoValues
  'common.save': NoValues
  'common.school': NoValues
  'common.search': NoValues
  'common.teacher': NoValues
  'common.yes': NoValues
  'common.you': NoValues
  'connection-test.again': NoValues
  'connection-test.ask': NoValues
  'connection-test.askEvents': { origin: string | number }
  'connection-test.askGathered': { origin: string | number }
  'connection-test.askPage': { host: string | number; port: string | number }
  'connection-test.askPosts': { origin: string | number }
  'connection-test.askSocket': { host: string | number; port: string | number; origin: string | number }
  'connection-test.blocked': NoValues
  'connection-test.busy': NoValues
  'connection-test.compatible': NoValues
  'connection-test.copied': NoValues
  'connection-test.copy': NoValues
  'connection-test.details': NoValues
  'connection-test.events': NoValues
  'connection-test.eventsAbout': NoValues
  'connection-test.failed': NoValues
  'connection-test.gathered': NoValues
  'connection-test.good': NoValues
  'connection-test.lead': { host: string | number }
  'connection-test.page': NoValues
  'connection-test.pageAbout': { protocol: string | number }
  'connection-test.passed': NoValues
  'connection-test.posts': NoValues
  'connection-test.postsAbout': NoValues
  'connection-test.report': { origin: string | number; at: Date | number }
  'connection-test.running': NoValues
  'connection-test.slow': { ms: number }
  'connection-test.socket': NoValues
  'connection-test.socketAbout': NoValues
  'connection-test.time': { ms: number }
  'connection-test.title': NoValues
  'connection-test.unsure': NoValues
  'connection-test.waiting': NoValues
  'documents.actionsOf': { title: string | number }
  'documents.archived': NoValues
  'documents.audience': NoValues
  'documents.audience_group_sentence': NoValues
  'documents.audience_project': NoValues
  'documents.audience_project_sentence': NoValues
  'documents.audience_teachers': NoValues
  'documents.audience_teachers_sentence': NoValues
  'documents.audience_template': NoValues
  'documents.audience_template_sentence': NoValues
  'documents.bringBack': NoValues
  'documents.broughtBack': { title: string | number }
  'documents.changed': { when: string | number }
  'documents.clock': NoValues
  'documents.clockMissing': NoValues
  'documents.closedReason': NoValues
  'documents.colActions': NoValues
  'documents.colChanged': NoValues
  'documents.colState': NoValues
  'documents.colTitle': NoValues
  'documents.damaged': NoValues
  'documents.emptyPupil': NoValues
  'documents.emptyReader': NoValues
  'documents.emptyTeacher': NoValues
  'documents.forGroups': NoValues
  'documents.forProject': NoValues
  'documents.forTeachers': NoValues
  'documents.freeze': NoValues
  'documents.freezeSentence': NoValues
  'documents.freezeTitle': { title: string | number }
  'documents.freezeUntil': NoValues
  'documents.frozen': NoValues
  'documents.frozenDone': { title: string | number }
  'documents.frozenUntil': { title: string | number; time: string | number }
  'documents.give': NoValues
  'documents.giveLabel': { title: string | number; group: string | number }
  'documents.handOut': NoValues
  'documents.handOutSentence': NoValues
  'documents.handedOut': { count: number }
  'documents.kind': NoValues
  'documents.kind_board': NoValues
  'documents.kind_board_sentence': NoValues
  'documents.kind_page': NoValues
  'documents.kind_page_sentence': NoValues
  'documents.kind_wall': NoValues
  'documents.kind_wall_sentence': NoValues
  'documents.makeGroups': NoValues
  'documents.matrixLabel': NoValues
  'documents.myGroup': NoValues
  'documents.noGroupYet': NoValues
  'documents.noGroups': NoValues
  'documents.notHandedOut': NoValues
  'documents.nothingSpecial': NoValues
  'documents.otherGroups': NoValues
  'documents.ourPages': NoValues
  'documents.present': { count: number }
  'documents.pupilPageSentence': { group: string | number }
  'documents.readOnly': NoValues
  'documents.reason_guest': NoValues
  'documents.reason_help': NoValues
  'documents.reason_label': NoValues
  'documents.reason_later': NoValues
  'documents.reason_phrases': NoValues
  'documents.reason_read': NoValues
  'documents.reason_talk': NoValues
  'documents.reason_time': NoValues
  'documents.reason_together': NoValues
  'documents.reason_visitor': NoValues
  'documents.removeSentence': NoValues
  'documents.removeTitle': { title: string | number }
  'documents.removed': NoValues
  'documents.removedCount': { count: number }
  'documents.removedDone': { title: string | number }
  'documents.renameTitle': NoValues
  'documents.start': NoValues
  'documents.startFirst': NoValues
  'documents.startNeedsGroup': NoValues
  'documents.startNow': NoValues
  'documents.startTemplate': NoValues
  'documents.templates': NoValues
  'documents.thaw': NoValues
  'documents.thawed': { title: string | number }
  'documents.titleLabel': NoValues
  'documents.titleMissing': NoValues
  'documents.until_15': NoValues
  'documents.until_60': NoValues
  'documents.until_open': NoValues
  'documents.until_time': NoValues
  'documents.versions': NoValues
  'documents.view': NoValues
  'documents.viewList': NoValues
  'documents.viewMatrix': NoValues
  'editor.bold': NoValues
  'editor.bullets': NoValues
  'editor.code': NoValues
  'editor.codeBlock': NoValues
  'editor.colour': NoValues
  'editor.colour1': NoValues
  'editor.colour2': NoValues
  'editor.colour3': NoValues
  'editor.colour4': NoValues
  'editor.colour5': NoValues
  'editor.colour6': NoValues
  'editor.colour7': NoValues
  'editor.colour8': NoValues
  'editor.colourNone': NoValues
  'editor.columnAfter': NoValues
  'editor.columnBefore': NoValues
  'editor.columnRemove': NoValues
  'editor.emptyFormula': NoValues
  'editor.find': NoValues
  'editor.findClose': NoValues
  'editor.findCount': { count: number }
  'editor.findNext': NoValues
  'editor.findPrevious': NoValues
  'editor.findReplace': NoValues
  'editor.findReplaceAll': NoValues
  'editor.findReplaceOne': NoValues
  'editor.findTitle': NoValues
  'editor.findWhat': NoValues
  'editor.formula': NoValues
  'editor.formulaBlock': NoValues
  'editor.formulaHelp': NoValues
  'editor.formulaInline': NoValues
  'editor.formulaInsert': NoValues
  'editor.formulaLatex': NoValues
  'editor.formulaPlace': NoValues
  'editor.formulaPreview': NoValues
  'editor.formulaTitle': NoValues
  'editor.headerRow': NoValues
  'editor.heading1': NoValues
  'editor.heading2': NoValues
  'editor.heading3': NoValues
  'editor.history': NoValues
  'editor.insertHere': NoValues
  'editor.italic': NoValues
  'editor.label': NoValues
  'editor.language': NoValues
  'editor.languageNone': NoValues
  'editor.leaveHint': NoValues
  'editor.link': NoValues
  'editor.linkAddress': NoValues
  'editor.linkAddressHelp': NoValues
  'editor.linkOpen': NoValues
  'editor.linkRemove': NoValues
  'editor.linkSet': NoValues
  'editor.linkText': NoValues
  'editor.linkTitle': NoValues
  'editor.linkWrong': NoValues
  'editor.mention': NoValues
  'editor.mentionMenu': NoValues
  'editor.numbers': NoValues
  'editor.pageLink': NoValues
  'editor.pageLinkChoose': NoValues
  'editor.pageLinkInsert': NoValues
  'editor.pageLinkNone': NoValues
  'editor.pageLinkTitle': NoValues
  'editor.paragraph': NoValues
  'editor.picture': NoValues
  'editor.pictureAlt': NoValues
  'editor.pictureAltHelp': NoValues
  'editor.pictureAltMissing': NoValues
  'editor.pictureChoose': NoValues
  'editor.pictureChosen': { name: string | number }
  'editor.pictureDecorative': NoValues
  'editor.pictureFull': NoValues
  'editor.pictureHalf': NoValues
  'editor.pictureInsert': NoValues
  'editor.pictureNarrow': NoValues
  'editor.pictureRefused': NoValues
  'editor.pictureSave': NoValues
  'editor.pictureTitle': NoValues
  'editor.pictureWidth': NoValues
  'editor.pictureWithoutText': NoValues
  'editor.placeholder': NoValues
  'editor.print': NoValues
  'editor.quote': NoValues
  'editor.redo': NoValues
  'editor.rowAfter': NoValues
  'editor.rowBefore': NoValues
  'editor.rowRemove': NoValues
  'editor.rule': NoValues
  'editor.slashMenu': NoValues
  'editor.strike': NoValues
  'editor.style': NoValues
  'editor.table': NoValues
  'editor.tableRemove': NoValues
  'editor.ticks': NoValues
  'editor.tools': NoValues
  'editor.underline': NoValues
  'editor.undo': NoValues
  'editor.unknownPage': NoValues
  'editor.unknownPerson': NoValues
  'editor.words': { count: number }
  'errors.account_waiting': NoValues
  'errors.age_order': NoValues
  'errors.already_member': NoValues
  'errors.alt_missing': NoValues
  'errors.bad_characters': NoValues
  'errors.board_full': NoValues
  'errors.board_needs_approval': NoValues
  'errors.board_paused': NoValues
  'errors.body_too_large': NoValues
  'errors.card_empty': NoValues
  'errors.card_rewritten': NoValues
  'errors.card_unknown': NoValues
  'errors.cards_waiting': NoValues
  'errors.change_of_gone': NoValues
  'errors.change_waits': NoValues
  'errors.channel_needs_teacher': NoValues
  'errors.channel_paused': NoValues
  'errors.classroom_name_taken': NoValues
  'errors.conflict': NoValues
  'errors.country_unknown': NoValues
  'errors.csv_malformed': NoValues
  'errors.csv_no_rows': NoValues
  'errors.csv_too_many': NoValues
  'errors.date_far': NoValues
  'errors.date_order': NoValues
  'errors.document_damaged': NoValues
  'errors.document_frozen': NoValues
  'errors.document_still_full': NoValues
  'errors.edit_refused': NoValues
  'errors.email_taken': NoValues
  'errors.exception_end': NoValues
  'errors.file_broken': NoValues
  'errors.file_embedded': NoValues
  'errors.file_external': NoValues
  'errors.file_macros': NoValues
  'errors.file_mismatch': NoValues
  'errors.file_not_here': NoValues
  'errors.file_not_kept': NoValues
  'errors.file_pdf': NoValues
  'errors.file_picture': NoValues
  'errors.file_sent': NoValues
  'errors.file_signed': NoValues
  'errors.file_too_large': NoValues
  'errors.file_type': NoValues
  'errors.file_unknown': NoValues
  'errors.files_full_person': NoValues
  'errors.files_full_project': NoValues
  'errors.forbidden': NoValues
  'errors.foreign_origin': NoValues
  'errors.freeze_end': NoValues
  'errors.freeze_reason': NoValues
  'errors.group_access': NoValues
  'errors.group_has_copy': NoValues
  'errors.group_has_documents': NoValues
  'errors.group_name_taken': NoValues
  'errors.history_of_writers': NoValues
  'errors.holiday_known': NoValues
  'errors.holiday_long': NoValues
  'errors.holidays_too_many': NoValues
  'errors.ics_malformed': NoValues
  'errors.ics_no_events': NoValues
  'errors.ics_too_large': NoValues
  'errors.ics_too_many': NoValues
  'errors.image_too_big': NoValues
  'errors.internal': NoValues
  'errors.invalid': NoValues
  'errors.invalid_field': NoValues
  'errors.invalid_input': NoValues
  'errors.last_admin': NoValues
  'errors.last_owner': NoValues
  'errors.link_expired': NoValues
  'errors.link_target': NoValues
  'errors.message_empty': NoValues
  'errors.message_id_taken': NoValues
  'errors.message_removed': NoValues
  'errors.message_too_long': NoValues
  'errors.message_too_old': NoValues
  'errors.message_waits': NoValues
  'errors.national_code_taken': NoValues
  'errors.not_a_colleague': NoValues
  'errors.not_a_partner': NoValues
  'errors.not_a_template': NoValues
  'errors.not_damaged': NoValues
  'errors.not_form': NoValues
  'errors.not_found': NoValues
  'errors.not_json': NoValues
  'errors.not_of_kind': NoValues
  'errors.nothing_to_change': NoValues
  'errors.object_locked': NoValues
  'errors.offline': NoValues
  'errors.one_place': NoValues
  'errors.option_twice': NoValues
  'errors.other_project': NoValues
  'errors.own_link': NoValues
  'errors.pause_end': NoValues
  'errors.poll_closed': NoValues
  'errors.poll_one_choice': NoValues
  'errors.project_archived': NoValues
  'errors.pseudonym_taken': NoValues
  'errors.pseudonym_unknown': NoValues
  'errors.pupil_duplicate': NoValues
  'errors.recovery_of_oneself': NoValues
  'errors.recovery_of_suspended': NoValues
  'errors.region_unknown': NoValues
  'errors.role_kind': NoValues
  'errors.row_bad_characters': NoValues
  'errors.row_duplicate': NoValues
  'errors.row_empty': NoValues
  'errors.row_exists': NoValues
  'errors.row_too_long': NoValues
  'errors.school_missing': NoValues
  'errors.school_without_admin': NoValues
  'errors.session_missing': NoValues
  'errors.setup_done': NoValues
  'errors.slow_mode': NoValues
  'errors.time_zone_unknown': NoValues
  'errors.too_few_votes': NoValues
  'errors.too_large': NoValues
  'errors.too_many': NoValues
  'errors.too_many_attempts': NoValues
  'errors.too_many_contents': NoValues
  'errors.too_many_files': NoValues
  'errors.too_many_marks': NoValues
  'errors.too_many_messages': NoValues
  'errors.too_many_new': NoValues
  'errors.too_many_pictures': NoValues
  'errors.unauthenticated': NoValues
  'errors.unexpected': NoValues
  'errors.unsent': NoValues
  'errors.version_damaged': NoValues
  'errors.voice_broken': NoValues
  'errors.voice_silent': NoValues
  'errors.voice_too_long': NoValues
  'errors.voice_type': NoValues
  'errors.vote_open': NoValues
  'errors.vote_over': NoValues
  'errors.weak_password': NoValues
  'errors.wrong_account': NoValues
  'errors.wrong_password': NoValues
  'forum.addOption': NoValues
  'forum.addPoll': NoValues
  'forum.begin': NoValues
  'forum.choose': NoValues
  'forum.chooseAnew': NoValues
  'forum.chooseOne': NoValues
  'forum.chooseSeveral': NoValues
  'forum.chosen': NoValues
  'forum.closePoll': NoValues
  'forum.closePollSentence': NoValues
  'forum.closePollTitle': NoValues
  'forum.empty': NoValues
  'forum.firstPost': NoValues
  'forum.follow': NoValues
  'forum.followed': NoValues
  'forum.following': NoValues
  'forum.hasNew': NoValues
  'forum.lead': NoValues
  'forum.new': NoValues
  'forum.older': NoValues
  'forum.option': { number: string | number }
  'forum.options_few': NoValues
  'forum.options_twice': NoValues
  'forum.participants': { count: number }
  'forum.pinned': NoValues
  'forum.poll': NoValues
  'forum.pollSecret': NoValues
  'forum.posts': { count: number }
  'forum.postsOf': { title: string | number }
  'forum.removeOption': { number: string | number }
  'forum.removed': NoValues
  'forum.search': NoValues
  'forum.secretClosed': NoValues
  'forum.secretOpen': NoValues
  'forum.several': NoValues
  'forum.textMissing': NoValues
  'forum.title': NoValues
  'forum.titleMissing': NoValues
  'forum.tooFew': NoValues
  'forum.topicTitle': NoValues
  'forum.topicTitleHelp': NoValues
  'forum.topics': NoValues
  'forum.unfollow': NoValues
  'forum.unfollowed': NoValues
  'forum.withoutPoll': NoValues
  'invite.acceptAs': { name: string | number }
  'invite.askAgain': NoValues
  'invite.colAction': NoValues
  'invite.colExpires': NoValues
  'invite.colMade': NoValues
  'invite.colRole': NoValues
  'invite.colState': NoValues
  'invite.colleague': NoValues
  'invite.confirmSentence': { school: string | number }
  'invite.confirmTitle': NoValues
  'invite.copyLink': NoValues
  'invite.createAndAccept': NoValues
  'invite.for_admin': NoValues
  'invite.for_admin_sentence': NoValues
  'invite.for_colleague': NoValues
  'invite.for_colleague_sentence': NoValues
  'invite.for_guest': NoValues
  'invite.for_guest_sentence': NoValues
  'invite.for_partner': NoValues
  'invite.for_partner_sentence': NoValues
  'invite.for_staff': NoValues
  'invite.for_staff_sentence': NoValues
  'invite.for_teacher': NoValues
  'invite.for_visitor': NoValues
  'invite.for_visitor_sentence': NoValues
  'invite.goHome': NoValues
  'invite.goToProject': NoValues
  'invite.haveAccount': NoValues
  'invite.howToAccept': NoValues
  'invite.languages': NoValues
  'invite.link': NoValues
  'invite.linkOnce': { date: string | number }
  'invite.list': NoValues
  'invite.makeLink': NoValues
  'invite.newHere': NoValues
  'invite.none': NoValues
  'invite.openAgain': NoValues
  'invite.otherSchool': NoValues
  'invite.partnerSentence': NoValues
  'invite.qrLabel': NoValues
  'invite.revoke': NoValues
  'invite.revoked': NoValues
  'invite.role_admin': NoValues
  'invite.role_admin_sentence': NoValues
  'invite.role_guest': NoValues
  'invite.role_guest_sentence': NoValues
  'invite.role_staff': NoValues
  'invite.role_staff_sentence': NoValues
  'invite.role_teacher': NoValues
  'invite.role_teacher_sentence': NoValues
  'invite.role_visitor': NoValues
  'invite.role_visitor_sentence': NoValues
  'invite.schools': NoValues
  'invite.sharedProject': NoValues
  'invite.sharedSchool': NoValues
  'invite.sharedTitle': NoValues
  'invite.signIn': NoValues
  'invite.signInSentence': NoValues
  'invite.signedInAs': { name: string | number }
  'invite.state_accepted': NoValues
  'invite.state_expired': NoValues
  'invite.state_open': NoValues
  'invite.state_revoked': NoValues
  'invite.state_void': NoValues
  'invite.title': NoValues
  'invite.toProject': { inviter: string | number; project: string | number }
  'invite.toSchool': { inviter: string | number; school: string | number }
  'invite.validUntil': { date: string | number }
  'invite.void_demoted': NoValues
  'invite.void_left': NoValues
  'invite.void_suspended': NoValues
  'invite.who': NoValues
  'invite.yourHouse': NoValues
  'me.askTeacher': NoValues
  'me.asked': { name: string | number }
  'me.askedDone': NoValues
  'me.changePassword': NoValues
  'me.chooseLanguage': NoValues
  'me.choosePseudonym': NoValues
  'me.chooseSentence': NoValues
  'me.chooseTitle': NoValues
  'me.currentPassword': NoValues
  'me.currentWrong': NoValues
  'me.languageAndLook': NoValues
  'me.language_any': NoValues
  'me.leaving': NoValues
  'me.leavingHelp': NoValues
  'me.nameSaved': NoValues
  'me.names': NoValues
  'me.newPassword': NoValues
  'me.otherNames': NoValues
  'me.password': NoValues
  'me.passwordChanged': NoValues
  'me.reading': NoValues
  'me.sample': NoValues
  'me.size_l': NoValues
  'me.size_m': NoValues
  'me.size_xl': NoValues
  'me.spacing': NoValues
  'me.spacing_normal': NoValues
  'me.spacing_wide': NoValues
  'me.spacing_wider': NoValues
  'me.takeBack': NoValues
  'me.teacherLooks': NoValues
  'me.teacherNamesYou': NoValues
  'me.textSize': NoValues
  'me.whoISee': NoValues
  'notices.allRead': NoValues
  'notices.bellCount': { count: number }
  'notices.bellMany': NoValues
  'notices.empty': NoValues
  'notices.lead': NoValues
  'notices.leadPupil': NoValues
  'notices.new': NoValues
  'notices.older': NoValues
  'notices.readAll': NoValues
  'notices.said_added': { project: string | number }
  'notices.said_approved': { name: string | number; title: string | number }
  'notices.said_backup_missing': NoValues
  'notices.said_colleague_waits': { name: string | number }
  'notices.said_joined': { name: string | number }
  'notices.said_mention': { name: string | number }
  'notices.said_pseudonym_approved': NoValues
  'notices.said_pseudonym_asked': { name: string | number }
  'notices.said_pseudonym_refused': NoValues
  'notices.said_pseudonym_replaced': NoValues
  'notices.said_recovery_made': { name: string | number }
  'notices.said_reply': { name: string | number }
  'notices.said_restored': { name: string | number; title: string | number }
  'notices.said_returned': { name: string | number; title: string | number }
  'notices.said_topic': { name: string | number }
  'notices.somebody': NoValues
  'notices.title': NoValues
  'page.back': { project: string | number }
  'page.check': { kind: string }
  'page.checkAgain': NoValues
  'page.check_damaged': { kind: string }
  'page.check_snapshot_rebuilt': { kind: string }
  'page.check_whole': { kind: string }
  'page.compatibility': NoValues
  'page.connection': NoValues
  'page.continue': NoValues
  'page.continueConfirm': NoValues
  'page.continueText': { kind: string }
  'page.continueTitle': NoValues
  'page.continued': NoValues
  'page.copied': { kind: string }
  'page.copyText': NoValues
  'page.damagedAct': NoValues
  'page.damagedAsk': NoValues
  'page.damagedNothing': NoValues
  'page.damagedTitle': { kind: string }
  'page.damagedUntil': { until: Date | number }
  'page.draftCopied': NoValues
  'page.draftCopy': NoValues
  'page.draftDiscard': NoValues
  'page.draftDiscardSure': NoValues
  'page.draftInMemory': NoValues
  'page.draftKeep': NoValues
  'page.draftKept': NoValues
  'page.draftPut': NoValues
  'page.draftTitle': NoValues
  'page.draftWhy': { reason: string; kind: string }
  'page.endedText': NoValues
  'page.endedTitle': NoValues
  'page.freeze': NoValues
  'page.freezeHour': NoValues
  'page.freezeOpen': NoValues
  'page.freezeQuarter': NoValues
  'page.freezeReason': NoValues
  'page.frozenNow': { kind: string }
  'page.fullText': NoValues
  'page.fullTitle': { kind: string }
  'page.goneText': NoValues
  'page.goneTitle': { kind: string }
  'page.lateText': NoValues
  'page.lateTitle': NoValues
  'page.lossSaid': { kind: string }
  'page.makeRoom': NoValues
  'page.makeRoomText': NoValues
  'page.makeRoomTitle': NoValues
  'page.nearlyFullTitle': { kind: string }
  'page.offlineKept': NoValues
  'page.offlineMemory': NoValues
  'page.offlineTitle': NoValues
  'page.outdatedText': { kind: string }
  'page.outdatedTitle': NoValues
  'page.present': { count: number; names: string | number }
  'page.print': NoValues
  'page.reach': { access: string; group: string | number; kind: string }
  'page.readFrozen': { by: string | number; kind: string }
  'page.readFrozenUntil': { by: string | number; until: Date | number; kind: string }
  'page.readFull': { kind: string }
  'page.readSpent': NoValues
  'page.readSpentUntil': { until: Date | number }
  'page.read_archived': { kind: string }
  'page.read_guest': { kind: string }
  'page.read_other_group': { kind: string }
  'page.read_project_closed': { kind: string }
  'page.read_reading_right': { kind: string }
  'page.read_removed': { kind: string }
  'page.read_visitor': { kind: string }
  'page.reason': { reason: string | number }
  'page.reconnect': NoValues
  'page.refusedReload': { kind: string }
  'page.refusedText': { kind: string }
  'page.refusedTitle': NoValues
  'page.reload': NoValues
  'page.rename': NoValues
  'page.renameField': { kind: string }
  'page.roomMade': NoValues
  'page.savedText': NoValues
  'page.sendingText': NoValues
  'page.template': NoValues
  'page.testConnection': NoValues
  'page.thaw': NoValues
  'page.thawedNow': { kind: string }
  'page.versions': NoValues
  'people.actions': NoValues
  'people.actionsOf': { name: string | number }
  'people.addCount': { count: number }
  'people.addGroup': NoValues
  'people.addPupils': NoValues
  'people.added': { count: number }
  'people.aliasNote': NoValues
  'people.allHere': NoValues
  'people.bySchool': NoValues
  'people.deleteEmptyGroup': NoValues
  'people.deleteGroupSentence': NoValues
  'people.deleteGroupTitle': { group: string | number }
  'people.emptyGroup': NoValues
  'people.emptyGroupRead': NoValues
  'people.groupActions': { group: string | number }
  'people.groupDeleted': { group: string | number }
  'people.groupName': NoValues
  'people.groupNames': NoValues
  'people.groupsMade': { count: number }
  'people.howMany': NoValues
  'people.invite': NoValues
  'people.lead': { people: number; groups: number }
  'people.makeGroups': NoValues
  'people.makeSentence': { count: number }
  'people.mix': NoValues
  'people.mixSentence': NoValues
  'people.mixed': NoValues
  'people.moved': { name: string | number; group: string | number }
  'people.name': NoValues
  'people.nameMissing': NoValues
  'people.noClassroom': NoValues
  'people.noPupils': NoValues
  'people.partnersSee': NoValues
  'people.perGroup': { count: number }
  'people.renameGroup': NoValues
  'people.role': NoValues
  'people.roleChanged': { name: string | number; role: string | number }
  'people.role_guest': NoValues
  'people.role_owner': NoValues
  'people.role_pupil': NoValues
  'people.role_pupil_admin': NoValues
  'people.role_teacher': NoValues
  'people.role_visitor': NoValues
  'people.standing_founder': NoValues
  'people.standing_partner': NoValues
  'people.takeOut': NoValues
  'people.takeOutSentence': NoValues
  'people.takeOutTitle': { name: string | number }
  'people.takenOut': { name: string | number }
  'people.whichPupils': NoValues
  'people.withoutGroup': NoValues
  'projects.about': NoValues
  'projects.aboutLine': { kind: string | number; date: string | number }
  'projects.ageFrom': NoValues
  'projects.ageTo': NoValues
  'projects.ages': NoValues
  'projects.allClassrooms': NoValues
  'projects.archive': NoValues
  'projects.archive_done': NoValues
  'projects.archive_sentence': NoValues
  'projects.archive_title': NoValues
  'projects.archivedReason': NoValues
  'projects.archivedShelf': NoValues
  'projects.begin_alone': NoValues
  'projects.begin_alone_sentence': NoValues
  'projects.begin_with_partner': NoValues
  'projects.begin_with_partner_sentence': NoValues
  'projects.changed': { when: string | number }
  'projects.chooseClassrooms': NoValues
  'projects.chooseClassroomsHelp': NoValues
  'projects.chosen': { field: string | number }
  'projects.close': NoValues
  'projects.close_done': NoValues
  'projects.close_sentence': NoValues
  'projects.close_title': NoValues
  'projects.colour_1': NoValues
  'projects.colour_2': NoValues
  'projects.colour_3': NoValues
  'projects.colour_4': NoValues
  'projects.colour_5': NoValues
  'projects.colour_6': NoValues
  'projects.colour_7': NoValues
  'projects.colour_8': NoValues
  'projects.cover': NoValues
  'projects.draftKept': NoValues
  'projects.firstRun': NoValues
  'projects.found': NoValues
  'projects.foundedLead': NoValues
  'projects.foundedTitle': { name: string | number }
  'projects.homeLead': { name: string | number; school: string | number }
  'projects.homeTitle': NoValues
  'projects.kind': NoValues
  'projects.kind_european': NoValues
  'projects.kind_european_sentence': NoValues
  'projects.kind_national': NoValues
  'projects.kind_national_sentence': NoValues
  'projects.kind_school': NoValues
  'projects.kind_school_sentence': NoValues
  'projects.kind_training': NoValues
  'projects.kind_training_sentence': NoValues
  'projects.languages': NoValues
  'projects.languagesHint': NoValues
  'projects.life': NoValues
  'projects.makeClassroom': NoValues
  'projects.mayNotEdit': NoValues
  'projects.mayNotFound': NoValues
  'projects.missing_other_country': NoValues
  'projects.missing_partner': NoValues
  'projects.missing_same_country': NoValues
  'projects.myClassrooms': NoValues
  'projects.name': NoValues
  'projects.needsNetwork': { action: string | number }
  'projects.newTitle': NoValues
  'projects.noClassroom': NoValues
  'projects.noClassroomToChoose': NoValues
  'projects.noProjectYet': NoValues
  'projects.problem_ages': NoValues
  'projects.problem_languages': NoValues
  'projects.problem_name': NoValues
  'projects.reopen': NoValues
  'projects.reopen_done': NoValues
  'projects.reopen_sentence': NoValues
  'projects.reopen_title': NoValues
  'projects.settingsSaved': NoValues
  'projects.settingsTitle': NoValues
  'projects.start': NoValues
  'projects.startOver': NoValues
  'projects.start_alone': NoValues
  'projects.start_alone_sentence': NoValues
  'projects.start_partner': NoValues
  'projects.start_partner_sentence': NoValues
  'projects.start_school': NoValues
  'projects.start_school_sentence': NoValues
  'projects.state_archived': NoValues
  'projects.state_closed': NoValues
  'projects.state_draft': NoValues
  'projects.state_open': NoValues
  'projects.state_waiting_office': NoValues
  'projects.state_waiting_partner': NoValues
  'projects.step_kind': NoValues
  'projects.step_kind_short': NoValues
  'projects.step_people': NoValues
  'projects.step_people_short': NoValues
  'projects.step_words': NoValues
  'projects.step_words_short': NoValues
  'projects.steps': NoValues
  'projects.subject_ancient_languages': NoValues
  'projects.subject_arts': NoValues
  'projects.subject_civics': NoValues
  'projects.subject_computing': NoValues
  'projects.subject_drama': NoValues
  'projects.subject_economics': NoValues
  'projects.subject_environment': NoValues
  'projects.subject_first_language': NoValues
  'projects.subject_foreign_languages': NoValues
  'projects.subject_geography': NoValues
  'projects.subject_health': NoValues
  'projects.subject_history': NoValues
  'projects.subject_mathematics': NoValues
  'projects.subject_media': NoValues
  'projects.subject_music': NoValues
  'projects.subject_other': NoValues
  'projects.subject_philosophy': NoValues
  'projects.subject_sciences': NoValues
  'projects.subject_sport': NoValues
  'projects.subject_technology': NoValues
  'projects.subject_vocational': NoValues
  'projects.subjects': NoValues
  'projects.subjectsHint': NoValues
  'projects.summary': NoValues
  'projects.summaryHelp': NoValues
  'projects.takeOff': { name: string | number }
  'projects.yourProject': NoValues
  'quiet.actions': NoValues
  'quiet.add': NoValues
  'quiet.addCount': { count: number }
  'quiet.added': { count: number }
  'quiet.administrationKeeps': NoValues
  'quiet.bringBack': NoValues
  'quiet.chooseFile': NoValues
  'quiet.clock': { town: string | number; time: string | number }
  'quiet.dayMissing': NoValues
  'quiet.days': NoValues
  'quiet.editDay': { name: string | number }
  'quiet.endException': NoValues
  'quiet.except': NoValues
  'quiet.exceptAllSentence': NoValues
  'quiet.exceptReason': NoValues
  'quiet.exceptReasonHelp': NoValues
  'quiet.exceptReasonMissing': NoValues
  'quiet.exceptSentence': NoValues
  'quiet.exceptTitle': NoValues
  'quiet.exceptUntil': NoValues
  'quiet.excepted': { when: string | number }
  'quiet.exceptionEnded': NoValues
  'quiet.exceptionLasts': { when: string | number }
  'quiet.exceptionWhy': { by: string | number; reason: string | number }
  'quiet.firstDay': NoValues
  'quiet.found': { count: number; known: number }
  'quiet.foundLabel': NoValues
  'quiet.holidayName': NoValues
  'quiet.holidays': NoValues
  'quiet.import': NoValues
  'quiet.importSentence': NoValues
  'quiet.lastDay': NoValues
  'quiet.leftOut': NoValues
  'quiet.left_cancelled': { count: number }
  'quiet.left_far': { count: number }
  'quiet.left_long': { count: number }
  'quiet.left_nameless': { count: number }
  'quiet.left_past': { count: number }
  'quiet.left_repeats': { count: number }
  'quiet.left_timed': { count: number }
  'quiet.nameMissing': NoValues
  'quiet.noHolidays': NoValues
  'quiet.now_holiday': { name: string | number; when: string | number }
  'quiet.now_night': { when: string | number }
  'quiet.now_weekend': { when: string | number }
  'quiet.open': NoValues
  'quiet.openNow': NoValues
  'quiet.removeDay': { name: string | number }
  'quiet.removed': { name: string | number }
  'quiet.rule': NoValues
  'quiet.ruleOfProject': NoValues
  'quiet.timeZone': NoValues
  'quiet.timeZoneHelp': NoValues
  'quiet.title': NoValues
  'school.admin': NoValues
  'school.adminGiven': { name: string | number }
  'school.adminTaken': { name: string | number }
  'school.audit': NoValues
  'school.auditEmpty': NoValues
  'school.backup': NoValues
  'school.backupEvery': { hours: number }
  'school.backupFailed': NoValues
  'school.backupFile': NoValues
  'school.backupGood': NoValues
  'school.backupKey': NoValues
  'school.backupLast': NoValues
  'school.backupNone': NoValues
  'school.backupOld': NoValues
  'school.backupSize': NoValues
  'school.backupTitle': NoValues
  'school.calendar': NoValues
  'school.colDetail': NoValues
  'school.colWhat': NoValues
  'school.colWhen': NoValues
  'school.colWho': NoValues
  'school.confirm': NoValues
  'school.confirmed': { name: string | number }
  'school.detail_ages': { from: string | number; to: string | number }
  'school.detail_audience': { value: string }
  'school.detail_because': { value: string }
  'school.detail_change': { from: string | number; to: string | number }
  'school.detail_copies': { value: number }
  'school.detail_count': { value: number }
  'school.detail_field': { value: string }
  'school.detail_isArchived': { value: string }
  'school.detail_isForgotten': { value: string }
  'school.detail_isMixed': { value: string }
  'school.detail_isSchoolAdmin': { value: string }
  'school.detail_isSuspended': { value: string }
  'school.detail_kind': { value: string }
  'school.detail_name': { value: string | number }
  'school.detail_pupils': { value: number }
  'school.detail_reason': { value: string | number }
  'school.detail_scope': { value: string }
  'school.detail_term': { value: string }
  'school.detail_times': { value: number }
  'school.detail_until': { when: string | number }
  'school.detail_was': { from: string | number }
  'school.detail_way': { value: string }
  'school.did_board_approved': NoValues
  'school.did_board_hidden': NoValues
  'school.did_board_paused': NoValues
  'school.did_board_purged': NoValues
  'school.did_board_restored': NoValues
  'school.did_board_returned': NoValues
  'school.did_board_unpaused': NoValues
  'school.did_calendar_day_changed': NoValues
  'school.did_calendar_day_removed': NoValues
  'school.did_calendar_days_added': NoValues
  'school.did_card_printed': NoValues
  'school.did_card_voided': NoValues
  'school.did_classroom_changed': NoValues
  'school.did_classroom_created': NoValues
  'school.did_classroom_pupil_removed': NoValues
  'school.did_classroom_pupils_added': NoValues
  'school.did_classroom_teacher_added': NoValues
  'school.did_classroom_teacher_removed': NoValues
  'school.did_document_continued': NoValues
  'school.did_document_frozen': NoValues
  'school.did_document_handed_out': NoValues
  'school.did_document_opened': NoValues
  'school.did_document_removed': NoValues
  'school.did_groups_made': NoValues
  'school.did_invitation_accepted': NoValues
  'school.did_invitation_created': NoValues
  'school.did_invitation_revoked': NoValues
  'school.did_invitation_voided': NoValues
  'school.did_member_added': NoValues
  'school.did_member_removed': NoValues
  'school.did_member_role_changed': NoValues
  'school.did_password_changed': NoValues
  'school.did_project_founded': NoValues
  'school.did_project_state_changed': NoValues
  'school.did_pseudonym_approved': NoValues
  'school.did_pseudonym_refused': NoValues
  'school.did_pseudonym_replaced': NoValues
  'school.did_pupil_changed': NoValues
  'school.did_quiet_excepted': NoValues
  'school.did_quiet_exception_ended': NoValues
  'school.did_recovery_created': NoValues
  'school.did_recovery_used': NoValues
  'school.did_school_changed': NoValues
  'school.did_school_registered': NoValues
  'school.did_session_ended': NoValues
  'school.did_session_refused': NoValues
  'school.did_session_started': NoValues
  'school.did_staff_changed': NoValues
  'school.did_staff_confirmed': NoValues
  'school.did_staff_refused': NoValues
  'school.did_version_restored': NoValues
  'school.did_vote_called_off': NoValues
  'school.did_vote_counted': NoValues
  'school.did_vote_opened': NoValues
  'school.facts': NoValues
  'school.fixed': NoValues
  'school.giveAdmin': NoValues
  'school.invite': NoValues
  'school.language': NoValues
  'school.nationalCode': NoValues
  'school.nationalCodeHelp': NoValues
  'school.nobody': NoValues
  'school.notYourself': NoValues
  'school.older': NoValues
  'school.recover': NoValues
  'school.recoverCare': NoValues
  'school.recoverLink': NoValues
  'school.recoverOnce': { when: string | number; name: string | number }
  'school.recoverSentence': { name: string | number }
  'school.recoverTitle': { name: string | number }
  'school.recoverYourself': NoValues
  'school.refuse': NoValues
  'school.refuseSentence': NoValues
  'school.refuseTitle': { name: string | number }
  'school.refused': { name: string | number }
  'school.region': NoValues
  'school.saved': NoValues
  'school.staff': NoValues
  'school.suspend': NoValues
  'school.suspendDone': { name: string | number }
  'school.suspendSentence': NoValues
  'school.suspendTitle': { name: string | number }
  'school.suspended': NoValues
  'school.takeAdmin': NoValues
  'school.unsuspend': NoValues
  'school.unsuspendDone': { name: string | number }
  'school.waiting': { count: number }
  'school.waitingAsAdmin': NoValues
  'school.waitingBy': { inviter: string | number }
  'school.waitingSentence': NoValues
  'school.waitingTo': { project: string | number }
  'shell.chat': NoValues
  'shell.classrooms': NoValues
  'shell.home': NoValues
  'shell.language': NoValues
  'shell.mainPlaces': NoValues
  'shell.me': NoValues
  'shell.newVersion': NoValues
  'shell.notFound': NoValues
  'shell.offline': NoValues
  'shell.otherProjects': NoValues
  'shell.ourPages': NoValues
  'shell.pages': NoValues
  'shell.people': NoValues
  'shell.projectPlaces': NoValues
  'shell.reload': NoValues
  'shell.school': NoValues
  'shell.settings': NoValues
  'shell.signOut': NoValues
  'shell.signOutEverywhere': NoValues
  'shell.skip': NoValues
  'shell.stay': NoValues
  'shell.teachersRead': NoValues
  'shell.theme': NoValues
  'shell.theme_contrast': NoValues
  'shell.theme_dark': NoValues
  'shell.theme_light': NoValues
  'shell.theme_system': NoValues
  'shell.toStart': NoValues
  'shell.today': NoValues
  'shell.unopened': { count: number }
  'shell.unopenedAskAdmin': NoValues
  'shell.unopenedAskTeacher': NoValues
  'shell.unopenedBody': NoValues
  'shell.unopenedKeep': NoValues
  'shell.unopenedMore': NoValues
  'shell.unopenedRemove': NoValues
  'shell.unopenedTitle': NoValues
  'shell.unsentBody': { count: number }
  'shell.unsentTitle': NoValues
  'sign-in.amTeacher': NoValues
  'sign-in.amTeacherHint': NoValues
  'sign-in.camera': NoValues
  'sign-in.cardTitle': NoValues
  'sign-in.closeCamera': NoValues
  'sign-in.code': NoValues
  'sign-in.codeHelp': NoValues
  'sign-in.codeShort': { count: number }
  'sign-in.country': NoValues
  'sign-in.doorLead': NoValues
  'sign-in.doorTitle': NoValues
  'sign-in.email': NoValues
  'sign-in.enter': NoValues
  'sign-in.fillIn': NoValues
  'sign-in.forgot': NoValues
  'sign-in.goIn': NoValues
  'sign-in.haveCard': NoValues
  'sign-in.haveCardHint': NoValues
  'sign-in.holdCard': NoValues
  'sign-in.linkMissing': NoValues
  'sign-in.newPassword': NoValues
  'sign-in.noCamera': NoValues
  'sign-in.noCard': NoValues
  'sign-in.notMe': NoValues
  'sign-in.openSchool': NoValues
  'sign-in.password': NoValues
  'sign-in.passwordHelp': { count: string | number }
  'sign-in.reading': NoValues
  'sign-in.recoverAskAgain': NoValues
  'sign-in.recoverLead': { name: string | number; school: string | number }
  'sign-in.recoverOpenAgain': NoValues
  'sign-in.recoverSentence': { when: string | number }
  'sign-in.recoverSet': NoValues
  'sign-in.recoverTitle': NoValues
  'sign-in.region': NoValues
  'sign-in.regionHelp': NoValues
  'sign-in.scan': NoValues
  'sign-in.schoolLanguage': NoValues
  'sign-in.schoolName': NoValues
  'sign-in.setupLead': NoValues
  'sign-in.setupNeeded': NoValues
  'sign-in.setupTitle': NoValues
  'sign-in.shape': NoValues
  'sign-in.shapeHelp': NoValues
  'sign-in.shapeTitle': NoValues
  'sign-in.shape_circle': NoValues
  'sign-in.shape_hexagon': NoValues
  'sign-in.shape_square': NoValues
  'sign-in.shared': NoValues
  'sign-in.sharedHelp': NoValues
  'sign-in.signIn': NoValues
  'sign-in.signedOut': NoValues
  'sign-in.staffTitle': NoValues
  'sign-in.testConnection': NoValues
  'sign-in.thatsMe': NoValues
  'sign-in.town': NoValues
  'sign-in.waitingLater': NoValues
  'sign-in.waitingLead': { name: string | number; school: string | number }
  'sign-in.waitingLook': NoValues
  'sign-in.waitingSentence': NoValues
  'sign-in.waitingTitle': NoValues
  'sign-in.waitingWhy': NoValues
  'sign-in.youAre': { name: string | number }
  'sign-in.yourName': NoValues
  'sign-in.yourNameHelp': NoValues
  'sign-in.yourSchool': NoValues
  'sign-in.yourself': NoValues
  'today.allFrozen': NoValues
  'today.closed': NoValues
  'today.groupPages': { group: string | number }
  'today.hello': { name: string | number }
  'today.noGroup': NoValues
  'today.noProject': NoValues
  'today.nothingDue': NoValues
  'today.writeOn': { title: string | number }
  'today.yourGroup': { group: string | number }
  'ui.cancel': NoValues
  'ui.close': NoValues
  'ui.drag': NoValues
  'ui.errorCode': { code: string | number }
  'ui.loading': NoValues
  'ui.noMatch': NoValues
  'ui.notSaved': NoValues
  'ui.notices': NoValues
  'ui.onThisDeviceOnly': { count: number }
  'ui.saved': NoValues
  'ui.sending': NoValues
  'ui.tryAgain': NoValues
  'ui.working': NoValues
  'versions.added': { name: string | number }
  'versions.at': { at: Date | number }
  'versions.automatic': NoValues
  'versions.back': { kind: string }
  'versions.by': { names: string | number }
  'versions.byNobody': NoValues
  'versions.changesHelp': NoValues
  'versions.empty': { kind: string }
  'versions.firstVersion': NoValues
  'versions.keep': NoValues
  'versions.keptBack': { count: number; reason: string }
  'versions.legend': NoValues
  'versions.legendLine': { added: number; removed: number }
  'versions.list': NoValues
  'versions.nameField': NoValues
  'versions.nameHelp': { kind: string }
  'versions.nameKept': NoValues
  'versions.nameNow': NoValues
  'versions.noChanges': NoValues
  'versions.now': NoValues
  'versions.nowLead': NoValues
  'versions.readers': { kind: string }
  'versions.removed': { name: string | number }
  'versions.restore': NoValues
  'versions.restoreRules': NoValues
  'versions.restoreText': { kind: string }
  'versions.restoreTitle': NoValues
  'versions.restored': NoValues
  'versions.showChanges': NoValues
  'versions.somebody': NoValues
  'versions.title': { title: string | number }
}

/** Messages with tags, for <Message> only. */
export interface RichMessages {
  'invite.asRole': { b: Tag; role: string | number; sentence: string | number }
  'me.pseudonym': { b: Tag; name: string | number }
}
